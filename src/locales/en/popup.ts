/** English texts of a prompt that stands over the page. */
export const popup = {
  texts: {
    close: 'Close',
    arrived: 'A question for you: {question} Press F6 to go to it.',
  },
} as const;
