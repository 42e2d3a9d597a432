import {
  ApartmentOutlined,
  AuditOutlined,
  BranchesOutlined,
  CalendarOutlined,
  ContainerOutlined,
  ControlOutlined,
  DashboardOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  HomeOutlined,
  ImportOutlined,
  InfoCircleOutlined,
  PartitionOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { PageName } from './pages.ts'

/** By the name of the page. */
export const icons: Record<PageName, ReactNode> = {
  home: <HomeOutlined />,
  items: <ProfileOutlined />,
  table: <ApartmentOutlined />,
  imports: <ImportOutlined />,
  relations: <BranchesOutlined />,
  blueprints: <PartitionOutlined />,
  sets: <ContainerOutlined />,
  custody: <SafetyCertificateOutlined />,
  openings: <FileProtectOutlined />,
  sittings: <CalendarOutlined />,
  coverage: <DashboardOutlined />,
  'bank-settings': <ControlOutlined />,
  overview: <TableOutlined />,
  log: <AuditOutlined />,
  accounts: <TeamOutlined />,
  settings: <SettingOutlined />,
  about: <InfoCircleOutlined />,
  me: <FileTextOutlined />,
}
