/** What each issue says, in both languages: what was seen is wrong how, and how to mend it. */
import { counted, type Words } from '../words.ts'

/** Every issue's words. The functions take what the sentence has to name; none takes the text of an item or its key. */
export const issueWords = {
  'stem-empty': () => ({
    zh: '题干为空。请填写题干，或删除本行。',
    en: 'The stem is empty. Fill it in, or delete the row.',
  }),
  'type-unknown': () => ({
    zh: '题型不认识。请用：单选题、多选题、判断题、填空题、简答题、计算题、论述题、案例分析题。',
    en: 'Unknown type. Use one of: 单选题 single, 多选题 multiple, 判断题 true/false, 填空题 fill-in, 简答题 short answer, 计算题 calculation, 论述题 essay, 案例分析题 case.',
  }),
  'type-missing': () => ({
    zh: '没有题型，也无法由答案判断。请填写题型。',
    en: 'There is no type, and the key does not tell it. Fill in the type.',
  }),
  'options-few': (count: number) => ({
    zh: `选择题至少要有两个选项，本题有 ${count} 个。请补全选项。`,
    en: `A choice item needs at least two options; this one has ${count}. Add options.`,
  }),
  'option-gap': (letter: string) => ({
    zh: `选项 ${letter} 为空，其后却还有选项。请依次填写选项，中间不留空。`,
    en: `Option ${letter} is empty while a later one is filled. Fill the options in order, without a gap.`,
  }),
  'options-equal': (one: string, other: string) => ({
    zh: `选项 ${one} 与 ${other} 相同。请改写其中一个。`,
    en: `Options ${one} and ${other} are equal. Rewrite one of them.`,
  }),
  'options-unwanted': () => ({
    zh: '这种题型没有选项。请清空选项，或改正题型。',
    en: 'This type has no options. Clear them, or correct the type.',
  }),
  'key-empty': () => ({ zh: '答案为空。请填写答案。', en: 'The key is empty. Fill it in.' }),
  'key-not-option': (last: string) => ({
    zh: `答案不是本题的选项。本题选项为 A 到 ${last}，请填写选项字母。`,
    en: `The key is no option of this item. Its options are A to ${last}: write their letters.`,
  }),
  'key-twice': () => ({
    zh: '答案中同一个选项出现了两次。请删去重复的字母。',
    en: 'The key names an option twice. Remove the repeated letter.',
  }),
  'key-many': () => ({
    zh: '单选题只能有一个答案。请改正答案，或把题型改为多选题。',
    en: 'A single choice item has one key. Correct the key, or make the type 多选题 (multiple).',
  }),
  'key-one': () => ({
    zh: '多选题至少要有两个答案。请改正答案，或把题型改为单选题。',
    en: 'A multiple choice item has at least two keys. Correct the key, or make the type 单选题 (single).',
  }),
  'open-one': () => ({
    zh: '不定项选择题只有一个答案：已按单选题读入，请核对。',
    en: 'The indefinite choice has one key: read as single choice. Please check.',
  }),
  'key-underlined': () => ({
    zh: '答案只以下划线写在题干中：已取出作为答案，题干处留空，请核对。',
    en: 'The key was only underlined in the stem: it was taken out as the key and a blank left. Please check.',
  }),
  'footer-row': () => ({
    zh: '此行只是合计，没有读入。',
    en: 'The row is only a total and was not read.',
  }),
  'key-not-truth': () => ({
    zh: '判断题的答案应为 √ 或 ×（也可写 对/错、正确/错误、T/F）。',
    en: 'The key of a true/false item is √ or × (对/错, 正确/错误 and T/F will do too).',
  }),
  'key-letter-truth': () => ({
    zh: '判断题的答案写成字母而没有选项：已按 A＝正确、B＝错误 读入，请核对。',
    en: 'A true/false key is a letter without options: read as A = true, B = false. Please check.',
  }),
  'key-number': () => ({
    zh: '答案写成数字：已按 1＝A、2＝B 读入，请核对。',
    en: 'The key is a number: read as 1 = A, 2 = B. Please check.',
  }),
  'key-alone': (number: number) => ({
    zh: `答案表中第 ${number} 题的答案没有对应的试题。请核对题号和题型标题。`,
    en: `The list of keys has one for number ${number}, which fits no item. Check the numbers and the headings.`,
  }),
  'options-run': () => ({
    zh: '一格中的选项没有写成“A.……”，已按空格或字母分开，请核对。',
    en: 'The options in one cell are not written as "A. …"; they were parted at spaces or letters. Please check.',
  }),
  'key-in-stem': () => ({
    zh: '题干的括号里写着答案，印出来就泄露了。请把括号清空，答案只写在答案栏。',
    en: 'The bracket in the stem holds the key, which would be printed. Empty the bracket; the key belongs in its own column.',
  }),
  'key-given': () => ({
    zh: '题干中出现了正确选项的原文，而没有其他选项的，可能提示了答案。请核对。',
    en: 'The stem contains the words of the right option and of no other, which may give the key away. Please check.',
  }),
  placeholder: () => ({
    zh: '此处还是占位文字或出错的公式，不是内容。请填写内容，或删除本行。',
    en: 'This is a placeholder or a failed formula, not content. Fill it in, or delete the row.',
  }),
  'column-wrong': () => ({
    zh: '题干处只有答案或题型，内容可能填错了列。请对照表头改正。',
    en: 'The stem holds nothing but a key or a type: the cells are probably in the wrong columns. Compare them with the header.',
  }),
  'option-letter': (written: string, column: string) => ({
    zh: `选项以字母 ${written} 开头，却在选项 ${column} 的列中，可能填错了列。请改正次序或字母。`,
    en: `The option begins with the letter ${written} but stands in the column of option ${column}. Correct the order or the letter.`,
  }),
  'above-not-last': () => ({
    zh: '“以上……”选项之后还有别的选项，可能调整过次序。请把它移到最后，并核对答案。',
    en: 'An option that speaks of those above stands before others; the order was probably changed. Move it to the end and check the key.',
  }),
  'order-loose': () => ({
    zh: '选项中有“以上都对”一类的文字，打乱后意思会变，却填写了不固定。请核对。',
    en: 'An option speaks of others, so shuffling changes what it means, yet the order is not fixed. Please check.',
  }),
  'part-alone': () => ({
    zh: '小题的上方没有案例分析题。请把它放在所属案例的下面。',
    en: 'There is no case above this sub-item. Put it below the case it belongs to.',
  }),
  'part-type': () => ({
    zh: '小题的题型不能是案例分析题。',
    en: 'A sub-item cannot be a case itself.',
  }),
  'part-rows': () => ({
    zh: '本案例的小题有误，见小题所在行的说明。',
    en: 'Sub-items of this case are wrong; see what is said in their rows.',
  }),
  /** The message says which part of the calculation is wrong and how to mend it. */
  'calculation-wrong': (message: Words) => message,
  'marks-wrong': () => ({
    zh: '分数应为 0.5 的正整数倍，如 0.5、1、2。',
    en: 'Marks are a positive multiple of 0.5, such as 0.5, 1 or 2.',
  }),
  'difficulty-unknown': () => ({
    zh: '难度应为 1–5，或 易、较易、中等、较难、难；不知道时留空或填“无”。',
    en: 'Difficulty is 1–5, or 易 较易 中等 较难 难; leave it empty or write 无 when unknown.',
  }),
  'agreement-wrong': () => ({ zh: '一致性应为 1–5，或留空。', en: 'Agreement is 1–5, or empty.' }),
  'minutes-wrong': (least: number, most: number) => ({
    zh: `时间应为 ${least} 到 ${most} 的整数（分钟）。`,
    en: `The time is a whole number of minutes from ${least} to ${most}.`,
  }),
  'seconds-wrong': () => ({
    zh: '建议用时应为 1 到 7200 的整数（秒），或留空。',
    en: 'The suggested time is a whole number of seconds from 1 to 7200, or empty.',
  }),
  'fixed-wrong': () => ({ zh: '“选项固定”应为 是、否 或留空。', en: '“选项固定” is 是 (yes), 否 (no) or empty.' }),
  'formula-unbalanced': () => ({
    zh: '公式记号 $ 不成对，或公式中有汉字。请补上缺少的 $，汉字写入 \\text{…}；要打印 $ 本身请写成 \\$。',
    en: 'A formula mark $ has no partner, or the formula holds Chinese. Add the missing one, put Chinese in \\text{…}; write \\$ to print the sign itself.',
  }),
  'dollar-plain': () => ({
    zh: '文中的 $ 不是成对的公式记号，已按普通字符读入。请核对。',
    en: 'The $ signs are no pairs around formulas; they were read as plain signs. Please check.',
  }),
  'picture-missing': (number: number) => ({
    zh: `正文写有 [图${number}]，本行却没有这张图片。请把图片插入本行。`,
    en: `The text says [图${number}], but the row has no such picture. Insert the picture in this row.`,
  }),
  'picture-type': () => ({
    zh: '图片不是 PNG、JPEG 或 GIF。请转换后重新插入。',
    en: 'The picture is no PNG, JPEG or GIF. Convert it and insert it again.',
  }),
  'picture-large': () => ({
    zh: '图片超过 5 MB。请压缩后重新插入。',
    en: 'The picture is larger than 5 MB. Make it smaller and insert it again.',
  }),
  'picture-alone': () => ({
    zh: '图片旁边没有试题，没有读入。请把图片移到所属试题的那一行。',
    en: 'The picture stands beside no item and was not taken. Move it to the row of its item.',
  }),
  'point-unknown': () => ({
    zh: '细目表中没有这个鉴定点，试题暂归“未分配”。请核对代码和名称。',
    en: 'The element table has no such point; the item is unassigned for now. Check code and name.',
  }),
  'point-ambiguous': () => ({
    zh: '细目表中有几个同名的鉴定点，试题暂归“未分配”。请填写完整代码，如 A-B-A-012。',
    en: 'Several points have this name; the item is unassigned for now. Write the full code, such as A-B-A-012.',
  }),
  'point-name-differs': () => ({
    zh: '鉴定点名称与该代码在细目表中的名称不同，已按代码读入。请核对。',
    en: 'The name differs from the one the element table gives this code; the code was followed. Please check.',
  }),
  'table-missing': () => ({
    zh: '题库还没有鉴定要素细目表，试题暂归“未分配”。请先导入细目表。',
    en: 'The bank has no element table yet; the item is unassigned for now. Import the element table first.',
  }),
  'id-twice': (row: number) => ({
    zh: `编号与第 ${row} 行相同。请改用不同的编号。`,
    en: `The id is that of row ${row} as well. Use another one.`,
  }),
  'item-not-yours': () => ({
    zh: '编号属于题库中的另一道试题，而您不是它的命题人，不能修改。请由命题人导入本行，或请考务员指派您命题；如是新题，请清空编号或改用别的编号。',
    en: 'The id is that of an item of the bank that is not yours to change. Let its writer import this row, or be assigned to write it; for a new item clear the id or use another one.',
  }),
  'item-not-open': (why: Words) => ({
    zh: `编号所指的试题现在不能修改：${why.zh}`,
    en: `The item that the id names cannot be changed now. ${why.en}`,
  }),
  'duplicate-key': (twin: Words) => ({
    zh: `与${twin.zh}内容相同而答案不同，其中必有一个有误。请核对后改正答案，或删除本行。`,
    en: `The same as ${twin.en} but with another key: one of the two is wrong. Correct the key, or delete the row.`,
  }),
  'field-empty': () => ({ zh: '此处不能为空。', en: 'This cell must not be empty.' }),
  'field-long': (most: number) => ({
    zh: `内容过长，最多 ${most} 个字符。请精简或拆成两格。`,
    en: `The text is too long: at most ${counted(most, 'character')}. Shorten or split it.`,
  }),
  'field-many': (most: number) => ({
    zh: `条目过多，最多 ${most} 条。`,
    en: `Too many entries: at most ${most}.`,
  }),
  'code-wrong': () => ({
    zh: '代码应由大写字母、数字和连字符组成，如 A-B-A。',
    en: 'A code is made of capital letters, digits and hyphens, such as A-B-A.',
  }),
  'scope-unknown': () => ({
    zh: '细目表中没有这个代码，暂归“未分配”。请核对。',
    en: 'The element table has no such code; left unassigned for now. Please check.',
  }),
  'task-unknown': () => ({
    zh: '“任务”表中没有这个任务编号。请核对编号。',
    en: 'The sheet 任务 has no such task number. Check the number.',
  }),
  'task-rows': () => ({
    zh: '本任务在评分记录表或准备通知单中的行有误，见该处说明。',
    en: 'Rows of this task in the marking record or the preparation notice are wrong; see what is said there.',
  }),
  'group-unknown': () => ({
    zh: '类别应为：材料、设备、工量卡具、考场。',
    en: 'The group is one of: 材料 material, 设备 equipment, 工量卡具 tool, 考场 venue.',
  }),
  'audience-unknown': () => ({
    zh: '用途应为：考场、考生。',
    en: 'The audience is 考场 (site) or 考生 (candidate).',
  }),
  'marking-missing': () => ({
    zh: '评分记录表中没有本任务的评分行。请在“评分记录表”中填写。',
    en: 'The task has no marking rows. Fill them in on the sheet 评分记录表.',
  }),
  'marking-sum': (sum: string, expected: string) => ({
    zh: `评分记录表各行配分之和为 ${sum}，任务配分为 ${expected}。请使两者相等。`,
    en: `The marking rows sum to ${sum}, the task's marks are ${expected}. Make them equal.`,
  }),
  'mode-unknown': () => ({
    zh: '选择方式应为：必考、任选一项、抽考。',
    en: 'The selection mode is 必考 (mandatory), 任选一项 (pick one) or 抽考 (drawn).',
  }),
  'importance-unknown': () => ({
    zh: '重要程度应为 X（核心）、Y（一般）或 Z（辅助）。',
    en: 'Importance is X (core), Y (general) or Z (auxiliary).',
  }),
  'weight-wrong': () => ({ zh: '比重应为 0 到 100 的数。', en: 'A weight is a number from 0 to 100.' }),
  'scope-differs': () => ({
    zh: '同一范围前后两次写的名称、比重或其他内容不同。请改为一致。',
    en: 'The same scope is written twice with different name, weight or other content. Make them agree.',
  }),
  'weights-sum': (scope: string, sum: number, expected: number) => ({
    zh: `${scope === '' ? '一级范围' : `范围 ${scope} 之下`}的比重之和为 ${sum}，应为 ${expected}。请改正比重。`,
    en: `The weights ${scope === '' ? 'of the top scopes' : `below scope ${scope}`} sum to ${sum}; they should sum to ${expected}. Correct the weights.`,
  }),
  'code-twice': (code: string) => ({
    zh: `代码 ${code} 出现了两次。请改用不同的代码。`,
    en: `Code ${code} stands twice. Use another one.`,
  }),
  'scope-missing': (code: string) => ({
    zh: `${code} 没有上级范围。请先写出其上级范围。`,
    en: `${code} has no scope above it. Write that scope first.`,
  }),
  'point-high': (code: string) => ({
    zh: `鉴定点 ${code} 不在最低一级范围之下。请写明其最低一级范围。`,
    en: `Point ${code} does not stand below a lowest scope. Name its lowest scope.`,
  }),
} as const satisfies Record<string, (...values: never[]) => Words>
