/** What has been typed so far at the prompt: its tokens, the step it is in, the words that may come. */
package hermite.app.typing;
