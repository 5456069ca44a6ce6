export const list = async () => ['one', 'two words', 'a/b', 'ünï', 'per%cent', 'plus+x', '日本', 'q?x', 'h#y', '.dot', 'UPPER']
