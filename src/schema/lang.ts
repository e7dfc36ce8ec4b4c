/** BCP 47, loosely: `de`, `pt-BR`, `zh-Hant-TW`. Apart from the other patterns, which every visitor downloads. */
export const langPattern = /^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,4}$/;
