/** The frame around every page: the bank at work, the menu of what the person may, language, look and account. */
import {
  BankOutlined,
  GlobalOutlined,
  LogoutOutlined,
  MoonOutlined,
  SunOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { App, Button, Dropdown, Flex, Layout, Menu, Select, Skeleton, Typography, theme } from 'antd'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../api/client.ts'
import { useLanguage } from '../words/index.ts'
import { useBankName, useBanks } from './banks.ts'
import { forgetEverywhere, hasDrafts } from './leaving.ts'
import { chooseLook, useDark } from './look.ts'
import { useMay, useMe } from './me.ts'
import { icons } from './menu-icons.tsx'
import { type PageEntry, pages } from './pages.ts'

const KEPT_AS = 'juanku.bank'

/** The bank the menu is about: that of the page, else the one looked at last, else the first. */
function useChosenBank() {
  const banks = useBanks()
  const { bank } = useParams({ strict: false }) as { bank?: string }
  useEffect(() => {
    if (bank !== undefined) sessionStorage.setItem(KEPT_AS, bank)
  }, [bank])
  const kept = bank ?? sessionStorage.getItem(KEPT_AS)
  return banks.find(({ id }) => id === kept) ?? banks[0]
}

export function Shell() {
  const { t } = useTranslation()
  const { token } = theme.useToken()
  const dark = useDark()
  const [narrow, setNarrow] = useState(false)
  const bank = useChosenBank()
  return (
    <Layout style={{ minHeight: '100%' }}>
      <a className="skip-link" href="#page">
        {t('to-content')}
      </a>
      <Layout.Sider
        theme={dark ? 'dark' : 'light'}
        width={216}
        breakpoint="lg"
        collapsedWidth={56}
        collapsible
        collapsed={narrow}
        onCollapse={setNarrow}
        style={{
          borderInlineEnd: `1px solid ${token.colorBorderSecondary}`,
          position: 'sticky',
          top: 0,
          height: '100vh',
          overflow: 'auto',
        }}
      >
        <Brand narrow={narrow} />
        {bank && !narrow && <BankChoice chosen={bank.id} />}
        <MainMenu bank={bank?.id} />
      </Layout.Sider>
      <Layout>
        <Layout.Header
          style={{
            background: token.colorBgContainer,
            borderBottom: `1px solid ${token.colorBorderSecondary}`,
            height: 48,
            lineHeight: '48px',
            padding: '0 16px',
          }}
        >
          <Corner />
        </Layout.Header>
        <Layout.Content id="page" tabIndex={-1} style={{ padding: 20, minWidth: 0 }}>
          <Suspense fallback={<Skeleton active />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  )
}

function Brand({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation()
  return (
    <Link
      to="/"
      {...(narrow && { 'aria-label': t('to-home') })}
      style={{ display: 'flex', alignItems: 'center', gap: 8, padding: '12px 16px', color: 'inherit' }}
    >
      <BankOutlined style={{ fontSize: 20 }} />
      {!narrow && (
        <Typography.Text strong style={{ fontSize: 16 }}>
          {t('product')}
        </Typography.Text>
      )}
    </Link>
  )
}

function BankChoice({ chosen }: { chosen: string }) {
  const { t } = useTranslation()
  const banks = useBanks()
  const nameOf = useBankName()
  const navigate = useNavigate()
  const path = useRouterState({ select: ({ matches }): string => matches.at(-1)?.fullPath ?? '/' })
  const choose = (bank: string) => {
    sessionStorage.setItem(KEPT_AS, bank)
    // The same page of the other bank; not the same item or set, which is not there.
    const page = pages.find((one) => one.menu === 'bank' && path.startsWith(one.path))
    void navigate({ to: (page?.path ?? '/').replace('$bank', bank) })
  }
  return (
    <div style={{ padding: '0 12px 8px' }}>
      <Select
        aria-label={t('choose-bank')}
        value={chosen}
        onChange={choose}
        showSearch={{ optionFilterProp: 'label' }}
        options={banks.map((bank) => ({ value: bank.id, label: nameOf(bank) }))}
        style={{ width: '100%' }}
      />
    </div>
  )
}

function MainMenu({ bank }: { bank: string | undefined }) {
  const { t } = useTranslation()
  const may = useMay()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const allowed = ({ right, menu }: PageEntry) => right === undefined || may(right, menu === 'bank' ? bank : undefined)
  const line = ({ path, name }: PageEntry) => {
    const to = path.replace('$bank', bank ?? '')
    return { key: to, icon: icons[name], label: <Link to={to}>{t(`menu.${name}`)}</Link> }
  }
  const ofBank = pages.filter((page) => page.menu === 'bank' && bank !== undefined && allowed(page)).map(line)
  const ofHouse = pages.filter((page) => page.menu === 'house' && allowed(page)).map(line)
  const [home, ...house] = ofHouse
  const items = [home!, ...ofBank, ...(ofBank.length && house.length ? [{ type: 'divider' as const }] : []), ...house]
  const here = [...ofBank, ...ofHouse].map(({ key }) => key).filter((key) => path === key || path.startsWith(`${key}/`))
  const deepest = here.sort((a, b) => b.length - a.length)[0]
  return (
    <nav aria-label={t('main-menu')}>
      <Menu
        mode="inline"
        items={items}
        selectedKeys={deepest === undefined ? [] : [deepest]}
        style={{ borderInlineEnd: 0 }}
      />
    </nav>
  )
}

function Corner() {
  const { t } = useTranslation()
  const { language, choose } = useLanguage()
  const dark = useDark()
  const { name } = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { modal } = App.useApp()
  const leave = async () => {
    await ask(api.POST('/api/sign-out')).catch(() => undefined)
    queries.clear()
    forgetEverywhere()
  }
  const askToLeave = () => {
    if (!hasDrafts()) return void leave()
    void modal.confirm({
      title: t('sign-out.unsaved'),
      okText: t('sign-out'),
      cancelText: t('cancel'),
      okButtonProps: { danger: true },
      onOk: leave,
    })
  }
  return (
    <Flex justify="flex-end" align="center" gap={4} style={{ height: '100%' }}>
      <Button
        type="text"
        icon={<GlobalOutlined />}
        onClick={() => choose(language === 'en' ? 'zh' : 'en')}
        lang={language === 'en' ? 'zh-CN' : 'en'}
      >
        {language === 'en' ? '中文' : 'English'}
      </Button>
      <Button
        type="text"
        aria-label={t(dark ? 'look.light' : 'look.dark')}
        icon={dark ? <SunOutlined /> : <MoonOutlined />}
        onClick={() => chooseLook(dark ? 'light' : 'dark')}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'me', icon: <UserOutlined />, label: t('menu.me'), onClick: () => void navigate({ to: '/me' }) },
            { key: 'leave', icon: <LogoutOutlined />, label: t('sign-out'), onClick: askToLeave },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />}>
          {name}
        </Button>
      </Dropdown>
    </Flex>
  )
}
