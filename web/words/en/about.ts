export default {
  title: 'About',
  version: 'Version',
  key: 'Public key of this installation',
  fingerprint: 'Its fingerprint',
  'key.save': 'Download the key',
  backup: 'Last backup',
  'backup.none': 'Never made',
  'backup.how':
    'An administrator runs juanku backup on the server, onto another disk; a copy of the keys folder is kept apart.',
  verify: 'Verifying elsewhere',
  'verify.how':
    'Seals, filing reports and log anchors are signed by this installation. Keep the fingerprint elsewhere and check them by juanku verify on any machine, without a network.',
  limits: 'What is and is not promised',
  'limits.what':
    'Through the service, time, people and log bind. As many custodians as are needed who collude, and hold body and envelope, can open a paper elsewhere. A server that is taken over while it runs sees what is shown on it. Whoever holds the key file of the database goes round every role.',
} as const
