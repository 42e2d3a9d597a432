export default {
  title: '关于',
  version: '版本',
  key: '安装公钥',
  fingerprint: '公钥指纹',
  'key.save': '下载公钥',
  backup: '上次备份',
  'backup.none': '从未备份',
  'backup.how': '请由管理员在服务器上运行 juanku backup，备份放在另一块磁盘上，密钥目录另行备份。',
  verify: '在别处核对',
  'verify.how':
    '密封件、备案报告与日志锚点都由本安装的密钥签名。请把公钥指纹抄存在别处，用 juanku verify 在任何一台机器上核对，无需联网。',
  limits: '本系统保证什么、不保证什么',
  'limits.what':
    '经由本服务，时间、人员与日志均受约束。达到人数的保管人若串通，并持有密封体与信封，可在别处启封；服务运行时被完全控制的服务器能看到其上显示的内容；持有数据库密钥文件的人可绕过所有角色。',
} as const
