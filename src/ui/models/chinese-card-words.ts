/** The sentences of the shipped models' cards, in Chinese. A test holds it against the cards. */
export const chineseCardWords: ReadonlyMap<string, string> = new Map([['test', '测试集']]);
