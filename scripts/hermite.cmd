@echo off
rem Runs SAS programs with Hermite. Builds the jar first when it is missing.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "JAR="
for %%f in ("%HOME_DIR%\target\hermite-*.jar") do set "JAR=%%f"
if not defined JAR (
    echo hermite: building ... 1>&2
    pushd "%HOME_DIR%"
    call mvn -B -q -DskipTests package 1>&2
    if errorlevel 1 (
        popd
        echo hermite: the build failed. 1>&2
        exit /b 2
    )
    popd
    for %%f in ("%HOME_DIR%\target\hermite-*.jar") do set "JAR=%%f"
)
rem The archive of another Java is silently left alone.
set "SHARE="
for %%f in ("%HOME_DIR%\target\hermite-java-*.jsa") do set SHARE=-Xshare:auto -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:SharedArchiveFile="%%f"
rem Memory: a small young generation and a heap that grows by need, for data are few large arrays that stay.
set "MEMORY=-XX:+UseSerialGC -Xms96m -Xmn24m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:MaxRAMPercentage=60"
set "COMPILING=-XX:Tier3MinInvocationThreshold=10 -XX:Tier3BackEdgeThreshold=10000 -XX:Tier4InvocationThreshold=60000"
set "COMPILING=%COMPILING% -XX:Tier4MinInvocationThreshold=200 -XX:Tier4CompileThreshold=600000 -XX:Tier4BackEdgeThreshold=1000000"
"%JAVA%" -Xss16m %MEMORY% %COMPILING% -Xlog:disable -Xlog:all=off %SHARE% %HERMITE_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
