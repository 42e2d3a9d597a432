/** Text for people stands in both languages wherever the program makes it. */
import { closed, type Static, Type } from './schema.ts'

/** One sentence in Chinese and English. */
export const Words = closed({ zh: Type.String(), en: Type.String() })
export type Words = Static<typeof Words>

/** Both languages in one line, for a message: "English. / 中文。" */
export const bothWords = ({ zh, en }: Words): string => `${en} / ${zh}`
