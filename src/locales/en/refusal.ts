/** English texts of the note after a refusal. */
export const refusal = {
  texts: {
    snoozed: {
      one: 'All right. We will not ask again for {days} day.',
      other: 'All right. We will not ask again for {days} days.',
    },
    refused: 'All right. We will not ask again.',
    undo: 'Undo',
  },
} as const;
