/**
 * The most values that an answer may hold. A page of 500 orders has some hundred thousand; of the smallest ones (`[]`) an answer
 * of `maxAnswerBytes` would hold twenty million, which take gigabytes in memory.
 */
export const mostValues = 2_000_000;
