export const openApi = (): object => ({openapi: '3.1.0'});
