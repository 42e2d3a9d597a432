/**
 * Who may do what: the whole answer, on one page. A person holds roles, each in
 * a bank or an occupation (an administrator everywhere); a role gives rights;
 * what is not written here nobody may do. Rules about one object (nobody
 * reviews what they wrote, opens what they assembled) stand with its actions.
 */
import type { Words } from '../words.ts'

export const roles = ['writer', 'reviewer', 'officer', 'custodian', 'supervisor', 'administrator'] as const
export type Role = (typeof roles)[number]

export const roleWords: Record<Role, Words> = {
  writer: { zh: '命题员', en: 'item writer' },
  reviewer: { zh: '审题员', en: 'reviewer' },
  officer: { zh: '考务员', en: 'exam officer' },
  custodian: { zh: '保管人', en: 'custodian' },
  supervisor: { zh: '质量督导员', en: 'supervisor' },
  administrator: { zh: '管理员', en: 'administrator' },
}

/** `roles` has a letter for each role that has the right; `fresh`: the password or a code is asked again just before. */
type Entry = { roles: string; zh: string; en: string; fresh?: true }

/** Writer, Reviewer, exam Officer, Custodian, Supervisor, Administrator. */
const LETTERS = 'WROCSA'

// biome-ignore format: a table is read in columns
export const rightsTable = {
  'bank.read':         { roles: 'WROCSA', zh: '查看题库名称与审题规则', en: 'see a bank’s name and how it reviews' },
  'bank.create':       { roles: '.....A', zh: '建立题库', en: 'make a bank' },
  'bank.policy':       { roles: '..O...', zh: '制定审题规则', en: 'set how a bank reviews' },
  'table.read':        { roles: 'WRO.S.', zh: '查看细目表', en: 'see element tables' },
  'table.write':       { roles: '..O...', zh: '导入细目表', en: 'put an element table in force' },
  'table.remap':       { roles: '..O...', zh: '提出重新对应', en: 'propose a re-mapping' },
  'table.confirm':     { roles: '.RO...', zh: '确认重新对应', en: 'apply a re-mapping somebody else proposed' },

  'item.read':         { roles: 'WRO...', zh: '查看试题（不含答案）', en: 'read items, without keys' },
  'item.all':          { roles: '.RO...', zh: '查看他人的试题', en: 'read items of others, not only one’s own and assigned' },
  'item.content':      { roles: 'WRO...', zh: '查看答案与评分标准', en: 'see keys, rationales and marking rules' },
  'item.write':        { roles: 'W.....', zh: '命题', en: 'write items' },
  'item.import':       { roles: 'W.O...', zh: '导入试题', en: 'import items' },
  'item.imports':      { roles: '..O...', zh: '查看和撤销历次导入', en: 'look through imports and undo them' },
  'item.comment':      { roles: 'WR....', zh: '批注', en: 'comment on items' },
  'item.review':       { roles: '.R....', zh: '审题', en: 'judge items somebody else wrote' },
  'item.assign':       { roles: '..O...', zh: '指派命题与审题', en: 'give people items to write and review' },
  'item.retire':       { roles: '.RO...', zh: '停用试题', en: 'retire items' },
  'item.bulk':         { roles: '..O...', zh: '批量修改', en: 'change many items at once' },
  'item.quarantine':   { roles: '..O.S.', zh: '隔离试题', en: 'hold items back' },
  'item.export':       { roles: '..O...', zh: '导出试题', en: 'export items, keys included', fresh: true },
  'relation.read':     { roles: '.RO...', zh: '查看互斥与同族', en: 'see enemies and families' },
  'relation.propose':  { roles: '.RO...', zh: '提出互斥与同族', en: 'propose enemies and families' },
  'relation.decide':   { roles: '.RO...', zh: '裁定互斥与同族', en: 'decide on what somebody else proposed' },

  'blueprint.read':    { roles: '..O.S.', zh: '查看组卷计划', en: 'see blueprints' },
  'blueprint.write':   { roles: '..O...', zh: '制定组卷计划', en: 'make blueprints' },
  'blueprint.try':     { roles: '..O...', zh: '试算未保存的组卷计划', en: 'try on a bank what a draft blueprint would give' },
  'set.read':          { roles: '..OCS.', zh: '查看套卷目录', en: 'see which sets there are' },
  'set.assemble':      { roles: '..O...', zh: '组卷', en: 'assemble sets' },
  'set.compose':       { roles: '..O...', zh: '查看未密封试卷的组成', en: 'see which items an unsealed paper takes' },
  'set.edit':          { roles: '..O...', zh: '调整未密封试卷', en: 'edit unsealed papers' },
  'set.approve':       { roles: '..O.S.', zh: '审批他人所组套卷', en: 'approve a set somebody else assembled' },
  'set.render':        { roles: '..O...', zh: '打印未密封试卷与答案', en: 'print unsealed papers and keys', fresh: true },
  'paper.manifest':    { roles: '..OCS.', zh: '查看密封清单', en: 'see the manifests of sealed papers' },
  'custody.read':       { roles: '..OCS.', zh: '查看保管人、启封与登记', en: 'see custodians, openings and the register' },
  'custody.group':      { roles: '.....A', zh: '设定保管人组', en: 'name groups of custodians', fresh: true },
  'custody.passphrase': { roles: '...C.A', zh: '登记保管人、更换其口令', en: 'register a custodian, change a passphrase', fresh: true },
  'custody.seal':       { roles: '..O...', zh: '密封', en: 'seal', fresh: true },
  'custody.deal':       { roles: '..OC..', zh: '重新分发密钥份额', en: 'deal shares anew', fresh: true },
  'custody.copy':       { roles: '..OC..', zh: '登记密封件与信封的副本', en: 'register copies of sealed files' },
  'custody.destroy':    { roles: '..O.S.', zh: '销毁（两人）', en: 'destroy, two persons together', fresh: true },
  'paper.request':      { roles: '..O...', zh: '申请启封', en: 'ask for an opening', fresh: true },
  'paper.supervise':    { roles: '..O.S.', zh: '批准启封', en: 'approve an opening somebody else asked for' },
  'paper.share':        { roles: '...C..', zh: '输入保管人口令', en: 'give one’s share at an opening', fresh: true },
  'paper.open':         { roles: '..O...', zh: '启封、加印', en: 'take out and print again what is opened', fresh: true },
  'paper.void':         { roles: '..O.S.', zh: '作废、换卷', en: 'void papers, replace them' },
  'sitting.read':       { roles: '..OCS.', zh: '查看考试安排', en: 'see sittings' },
  'sitting.plan':       { roles: '..O...', zh: '安排考试、抽卷', en: 'plan sittings, draw papers' },
  'sitting.run':        { roles: '..O.S.', zh: '登记发放、回收与情况', en: 'record what was issued, collected and happened' },
  'archive.enter':     { roles: '..O...', zh: '登记归档材料', en: 'enter where the materials of a sitting lie' },
  'archive.consult':   { roles: '..O...', zh: '申请并登记查阅档案', en: 'ask for and enter a consultation of the archive' },
  'archive.approve':   { roles: '....S.', zh: '批准他人申请的档案查阅', en: 'approve a consultation somebody else asked for' },
  'clock.acknowledge':  { roles: '....SA', zh: '确认时钟异常', en: 'acknowledge a fault of the clock' },

  'coverage.read':     { roles: '.RO.S.', zh: '查看覆盖率', en: 'see coverage' },
  'coverage.use':       { roles: '..O.S.', zh: '查看试题使用情况（数字）', en: 'see how items are used, in numbers' },
  'coverage.overview':  { roles: '.ROCS.', zh: '查看各题库总览', en: 'see all one’s banks at a glance' },
  'filing.state':       { roles: '..O.S.', zh: '填写备案要求、职业标准与评价方案', en: 'state filing rules, standard and assessment plan' },
  'filing.report':      { roles: '..O.S.', zh: '出具备案报告', en: 'make the filing report' },
  'log.read':          { roles: '....S.', zh: '查看和导出访问日志', en: 'read and export the access log' },
  'log.settings':      { roles: '....S.', zh: '设定查阅预算与理由要求', en: 'set how reading is watched' },
  'log.anchor':        { roles: '..OCSA', zh: '取日志锚点', en: 'take an anchor of the log' },
  'backup.make':      { roles: '.....A', zh: '备份', en: 'make backups, under the recovery passphrase', fresh: true },

  'account.read':      { roles: '....SA', zh: '查看账号与角色', en: 'see accounts and their roles' },
  'account.manage':    { roles: '.....A', zh: '管理账号', en: 'make, change and disable accounts', fresh: true },
  'account.grant':     { roles: '.....A', zh: '授予和撤销角色', en: 'grant and take away roles', fresh: true },
  'account.policy':    { roles: '.....A', zh: '制定口令规则与放宽项', en: 'set the password policy and relaxations', fresh: true },
} as const satisfies Record<string, Entry>

export type Right = keyof typeof rightsTable
export const allRights = Object.keys(rightsTable) as Right[]

/** A role somebody holds: `scope` is a bank ("6-31-01-03.3"), an occupation ("6-31-01-03"), or `*` for an administrator. */
export type Grant = { role: Role; scope: string }

/** True when the role gives the right. */
export const gives = (role: Role, right: Right): boolean =>
  rightsTable[right].roles.includes(LETTERS[roles.indexOf(role)]!)

/** True when the password or a code must be given again just before. */
export const asksAgain = (right: Right): boolean => 'fresh' in rightsTable[right]

/** True when a role held in `scope` reaches this bank. */
export const reaches = (scope: string, bank: string): boolean =>
  scope === '*' || scope === bank || bank.startsWith(`${scope}.`)

/** Whether these roles give the right in a bank; without a bank, anywhere. */
export const mayDo = (grants: readonly Grant[], right: Right, bank?: string): boolean =>
  grants.some(({ role, scope }) => gives(role, right) && (bank === undefined || reaches(scope, bank)))

/** Every right these roles give in a bank. */
export const rightsIn = (grants: readonly Grant[], bank: string): Right[] =>
  allRights.filter((right) => mayDo(grants, right, bank))

/** Roles that a second factor guards. */
export const needsTotp = (grants: readonly Grant[]): boolean =>
  grants.some(({ role }) => role !== 'writer' && role !== 'reviewer')

/** Exclusions a small body may lift; each is a switch that is logged and printed in the filing report. */
export const relaxations = ['administrator-content', 'custodian-officer'] as const
export type Relaxation = (typeof relaxations)[number]

export const relaxationWords: Record<Relaxation, Words> = {
  'administrator-content': {
    zh: '管理员可兼任其他角色',
    en: 'an administrator may hold other roles too',
  },
  'custodian-officer': {
    zh: '同一题库的保管人可兼任考务员',
    en: 'a custodian may be exam officer of the same bank',
  },
}

/** The exclusion a new role would break beside those held, or undefined. The database has the same rules as triggers. */
export function excludes(
  held: readonly Grant[],
  wanted: Grant,
  lifted: readonly Relaxation[] = [],
): Relaxation | undefined {
  const meets = (a: string, b: string) => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`)
  const pair = (one: Role, other: Role, a: Role, b: Role) => (a === one && b === other) || (a === other && b === one)
  const broken = held.map(({ role, scope }): Relaxation | undefined => {
    if ((role === 'administrator') !== (wanted.role === 'administrator')) return 'administrator-content'
    if (pair('custodian', 'officer', role, wanted.role) && meets(scope, wanted.scope)) return 'custodian-officer'
    return undefined
  })
  return broken.find((one) => one !== undefined && !lifted.includes(one))
}
