/** What the body states about a bank: its standard, its assessment plan, the filing rules that hold; each change with its reason. */
import { Flex } from 'antd'
import { RulesCard } from './filing-rules-card.tsx'
import { PlanCard } from './plan-card.tsx'
import { StandardCard } from './standard-card.tsx'

export function Statements() {
  return (
    <Flex vertical gap={16}>
      <StandardCard />
      <PlanCard />
      <RulesCard />
    </Flex>
  )
}
