/**
 * SAS programs written anew as R: the data they read and the calls of their models, with what differs.
 *
 * <p>{@link hermite.translate.ProgramTranslation} is the way in. It runs the steps that make data in a SAS session of its
 * own, takes model steps as syntax trees, and writes R as text; it uses {@code hermite.data} and {@code hermite.sas}, not
 * {@code hermite.r}, and only {@code hermite.app} uses it.
 */
package hermite.translate;
