/**
 * The life of an item: who may do what in which state, and what becomes of it.
 *
 *     draft ──submit──▶ submitted ──approve──▶ approved ──retire──▶ retired
 *       ▲                  │  │                    │
 *       └─────return───────┘  └──reject──▶ what was approved before, else retired
 *       └──────────edit (a draft beside the approved revision)─┘
 *
 * Nobody judges an item they wrote a revision of. A returned revision is not
 * submitted again: it is revised first, so that a reviewer judges a revision
 * once. With two reviewers as the bank's policy, the second approval approves.
 */
import type { ErrorCode } from './errors.ts'
import type { ItemState } from './item.ts'
import { closed, type Static, Type, Words } from './schema.ts'

export const verdictKinds = ['approved', 'returned', 'rejected'] as const
export const VerdictKind = Type.Enum(verdictKinds)
export type VerdictKind = (typeof verdictKinds)[number]

/** A question a reviewer answers before approving; `id` is stored with the verdict. */
export const CheckQuestion = closed({ id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }), text: Words })
export type CheckQuestion = Static<typeof CheckQuestion>

/** How a bank reviews: how many must approve, how long a review may take, what is asked. */
export const ReviewPolicy = closed({
  reviewers: Type.Integer({ minimum: 1, maximum: 2, description: 'different people who must approve a revision' }),
  days: Type.Integer({ minimum: 1, maximum: 365, description: 'days a review may take when no date is given' }),
  checklist: Type.Array(CheckQuestion, { maxItems: 20 }),
})
export type ReviewPolicy = Static<typeof ReviewPolicy>

const question = (id: string, zh: string, en: string): CheckQuestion => ({ id, text: { zh, en } })

/** What holds in a bank that has said nothing else. */
export const commonPolicy: ReviewPolicy = {
  reviewers: 1,
  days: 14,
  checklist: [
    question('key', '答案正确、唯一，无争议', 'The key is right and beyond dispute'),
    question('clear', '题干清楚，无歧义、无提示', 'The question is clear and gives nothing away'),
    question('point', '符合所标鉴定点、等级与难度', 'It fits its assessment point, level and difficulty'),
    question('form', '文字、符号、单位、图表规范', 'Words, symbols, units and figures are as they should be'),
  ],
}

/** What the rules look at. `approvals` are those who approved the newest revision. */
export type ItemLife = {
  state: ItemState
  /** The newest revision. */
  revision: number
  /** The revision in use, or null. */
  approved: number | null
  /** Whoever wrote any revision. */
  authors: readonly string[]
  /** People with an open task to write, and to review. */
  writers: readonly string[]
  reviewers: readonly string[]
  approvals: readonly string[]
  /** The newest revision was returned: it is revised before it is submitted again. */
  returned: boolean
  quarantined: boolean
}

export type Step =
  | { do: 'edit'; base: number }
  | { do: 'submit' | 'withdraw'; revision: number }
  | { do: 'assign'; task: 'write' | 'review'; person: string }
  | { do: 'comment' }
  | { do: 'verdict'; revision: number; verdict: VerdictKind; reasons: string; checked: readonly string[] }
  | { do: 'retire' | 'quarantine' | 'release' }

export type Refusal = { code: ErrorCode; message: Words }
export type Outcome = { life: ItemLife } | { refusal: Refusal }

const refuse = (code: ErrorCode, zh: string, en: string): Outcome => ({ refusal: { code, message: { zh, en } } })
const state = (zh: string, en: string) => refuse('item.state', zh, en)
const samePerson = (zh: string, en: string) => refuse('item.same-person', zh, en)

const isWriter = ({ authors, writers }: ItemLife, actor: string) => authors.includes(actor) || writers.includes(actor)
const conflict = (life: ItemLife): Outcome =>
  refuse(
    'item.conflict',
    `试题已改为第${life.revision}版，请先查看。`,
    `The item is at revision ${life.revision} by now: look at it first.`,
  )
const notYours: Outcome = refuse(
  'item.not-yours',
  '只有本题的命题人可以这样做。',
  'Only a writer of this item may do that.',
)

/** What becomes of an item when `actor` takes a step, or why it may not be. The item given is left as it is. */
export function take(life: ItemLife, policy: ReviewPolicy, step: Step, actor: string): Outcome {
  if (life.state === 'retired') return state('试题已停用。', 'The item is retired.')
  switch (step.do) {
    case 'edit':
      return edit(life, step.base, actor)
    case 'submit':
      return submit(life, step.revision, actor)
    case 'withdraw':
      return withdraw(life, step.revision, actor)
    case 'assign':
      return assign(life, step.task, step.person)
    case 'comment':
      return { life }
    case 'verdict':
      return verdict(life, policy, step, actor)
    case 'retire':
      return { life: { ...life, state: 'retired', approved: null, writers: [], reviewers: [] } }
    case 'quarantine':
      return life.quarantined
        ? state('试题已在隔离中。', 'The item is in quarantine already.')
        : { life: { ...life, quarantined: true } }
    case 'release':
      return life.quarantined
        ? { life: { ...life, quarantined: false } }
        : state('试题不在隔离中。', 'The item is not in quarantine.')
  }
}

function edit(life: ItemLife, base: number, actor: string): Outcome {
  if (!isWriter(life, actor)) return notYours
  if (life.state === 'submitted')
    return state('试题正在审题：请先撤回。', 'The item is under review: withdraw it first.')
  if (base !== life.revision) return conflict(life)
  const authors = life.authors.includes(actor) ? life.authors : [...life.authors, actor]
  return { life: { ...life, authors, state: 'draft', revision: life.revision + 1, approvals: [], returned: false } }
}

function submit(life: ItemLife, revision: number, actor: string): Outcome {
  if (!isWriter(life, actor)) return notYours
  if (life.state !== 'draft') return state('只有草稿可以送审。', 'Only a draft can be submitted.')
  if (revision !== life.revision) return conflict(life)
  if (life.returned)
    return state('该版已被退回：请修改后再送审。', 'This revision was returned: revise it before submitting again.')
  return { life: { ...life, state: 'submitted' } }
}

function withdraw(life: ItemLife, revision: number, actor: string): Outcome {
  if (!isWriter(life, actor)) return notYours
  if (life.state !== 'submitted') return state('只有送审中的试题可以撤回。', 'Only a submitted item can be withdrawn.')
  if (revision !== life.revision) return conflict(life)
  return { life: { ...life, state: 'draft' } }
}

function assign(life: ItemLife, task: 'write' | 'review', person: string): Outcome {
  if (task === 'review') {
    if (isWriter(life, person)) return samePerson('命题人不能审自己的题。', 'A writer cannot review their own item.')
    return { life: { ...life, reviewers: [...new Set([...life.reviewers, person])] } }
  }
  if (life.reviewers.includes(person) || life.approvals.includes(person))
    return samePerson('审题人不能改自己审的题。', 'A reviewer cannot write the item they review.')
  return { life: { ...life, writers: [...new Set([...life.writers, person])] } }
}

type VerdictStep = Extract<Step, { do: 'verdict' }>

function verdict(life: ItemLife, policy: ReviewPolicy, step: VerdictStep, actor: string): Outcome {
  if (isWriter(life, actor)) return samePerson('命题人不能审自己的题。', 'A writer cannot review their own item.')
  if (life.state !== 'submitted') return state('试题尚未送审。', 'The item has not been submitted.')
  if (step.revision !== life.revision) return conflict(life)
  if (life.reviewers.length && !life.reviewers.includes(actor))
    return refuse('item.not-yours', '本题已指派他人审题。', 'Other people are assigned to review this item.')
  if (life.approvals.includes(actor))
    return state('您已审过该版，待另一人审定。', 'You have approved this revision; another person is needed.')
  if (step.verdict !== 'approved') return sendBack(life, step)
  const open = policy.checklist.filter(({ id }) => !step.checked.includes(id))
  if (open.length)
    return refuse(
      'item.checklist',
      `审题清单还有${open.length}项未确认：${open.map(({ text }) => text.zh).join('；')}。`,
      `${open.length} points of the checklist are open: ${open.map(({ text }) => text.en).join('; ')}.`,
    )
  const approvals = [...life.approvals, actor]
  if (approvals.length < policy.reviewers) return { life: { ...life, approvals } }
  return { life: { ...life, ...done, approvals, state: 'approved', approved: life.revision } }
}

/** Whoever had a task has none left once the item is settled. */
const done = { writers: [], reviewers: [] } as const

function sendBack(life: ItemLife, { verdict, reasons }: VerdictStep): Outcome {
  if (reasons.trim() === '')
    return refuse('input.invalid', '退回或否决须说明理由。', 'Returning or rejecting an item needs reasons.')
  if (verdict === 'returned') return { life: { ...life, state: 'draft', returned: true } }
  // What was approved before stays in use; without it the item ends here.
  return { life: { ...life, ...done, state: life.approved === null ? 'retired' : 'approved', returned: true } }
}
