-- Accounts: people, the roles they hold and where, how they sign in, and the sessions they are in.

-- `key` is the name folded (NFKC, small letters): two names that look alike are one.
-- A name stands in the log and in every record, so it never changes and never goes to somebody else.
CREATE TABLE `accounts` (
  `id` text PRIMARY KEY NOT NULL,
  `name` text NOT NULL UNIQUE CHECK (trim(`name`) <> ''),
  `key` text NOT NULL UNIQUE,
  `password` text NOT NULL CHECK (`password` LIKE '$argon2id$%'),
  `password_at` integer NOT NULL,
  `must_change` integer NOT NULL CHECK (`must_change` IN (0, 1)),
  `totp_secret` text,
  `totp_at` integer,
  `totp_step` integer NOT NULL DEFAULT 0,
  `valid_from` integer,
  `valid_until` integer,
  `disabled` integer NOT NULL CHECK (`disabled` IN (0, 1)),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  `changed` integer NOT NULL,
  CHECK (`totp_at` IS NULL OR `totp_secret` IS NOT NULL),
  CHECK (`valid_from` IS NULL OR `valid_until` IS NULL OR `valid_from` < `valid_until`)
) STRICT;
CREATE TRIGGER `accounts_keep_their_name` BEFORE UPDATE ON `accounts`
WHEN NEW.`id` <> OLD.`id` OR NEW.`name` <> OLD.`name` OR NEW.`key` <> OLD.`key` OR NEW.`at` <> OLD.`at` OR NEW.`by` <> OLD.`by`
BEGIN SELECT RAISE(ABORT, 'an account keeps its name'); END;
CREATE TRIGGER `accounts_no_delete` BEFORE DELETE ON `accounts` BEGIN SELECT RAISE(ABORT, 'accounts are disabled, never deleted'); END;

-- Passwords used before, the newest first by `at`.
CREATE TABLE `old_passwords` (
  `account` text NOT NULL REFERENCES `accounts`(`id`),
  `password` text NOT NULL,
  `at` integer NOT NULL
) STRICT;
CREATE INDEX `old_passwords_account` ON `old_passwords` (`account`,`at`);

CREATE TABLE `recovery_codes` (
  `account` text NOT NULL REFERENCES `accounts`(`id`),
  `hash` text NOT NULL,
  `used` integer,
  PRIMARY KEY (`account`,`hash`)
) STRICT;

-- Password rules and what a small body has relaxed; the newest holds, older ones stay on record.
CREATE TABLE `access_policies` (
  `id` text PRIMARY KEY NOT NULL,
  `passwords` text NOT NULL CHECK (`passwords` IN ('modern', 'level-3')),
  `relaxations` text NOT NULL CHECK (json_type(`relaxations`) = 'array'),
  `reason` text NOT NULL CHECK (trim(`reason`) <> ''),
  `by` text NOT NULL,
  `at` integer NOT NULL
) STRICT;
CREATE TRIGGER `access_policies_no_update` BEFORE UPDATE ON `access_policies` BEGIN SELECT RAISE(ABORT, 'policies are records'); END;
CREATE TRIGGER `access_policies_no_delete` BEFORE DELETE ON `access_policies` BEGIN SELECT RAISE(ABORT, 'policies are records'); END;

-- A role in a bank or an occupation; an administrator's reaches everywhere and nothing else does.
CREATE TABLE `grants` (
  `id` text PRIMARY KEY NOT NULL,
  `account` text NOT NULL REFERENCES `accounts`(`id`),
  `role` text NOT NULL CHECK (`role` IN ('writer', 'reviewer', 'officer', 'custodian', 'supervisor', 'administrator')),
  `scope` text NOT NULL CHECK ((`role` = 'administrator') = (`scope` = '*')),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  `ended` integer,
  `ended_by` text,
  CHECK ((`ended` IS NULL) = (`ended_by` IS NULL))
) STRICT;
CREATE UNIQUE INDEX `grants_once` ON `grants` (`account`,`role`,`scope`) WHERE `ended` IS NULL;
CREATE TRIGGER `grants_end_once` BEFORE UPDATE ON `grants`
WHEN OLD.`ended` IS NOT NULL OR NEW.`ended` IS NULL OR NEW.`id` <> OLD.`id` OR NEW.`account` <> OLD.`account`
  OR NEW.`role` <> OLD.`role` OR NEW.`scope` <> OLD.`scope` OR NEW.`by` <> OLD.`by` OR NEW.`at` <> OLD.`at`
BEGIN SELECT RAISE(ABORT, 'a role is granted and ended, nothing else'); END;
CREATE TRIGGER `grants_no_delete` BEFORE DELETE ON `grants` BEGIN SELECT RAISE(ABORT, 'grants are records'); END;
CREATE TRIGGER `grants_not_to_oneself` BEFORE INSERT ON `grants`
WHEN NEW.`by` = (SELECT `name` FROM `accounts` WHERE `id` = NEW.`account`)
BEGIN SELECT RAISE(ABORT, 'nobody grants themselves a role'); END;

-- Roles one person does not hold together, unless the policy in force relaxes it.
CREATE TRIGGER `grants_administrator_apart` BEFORE INSERT ON `grants`
WHEN EXISTS (SELECT 1 FROM `grants` WHERE `account` = NEW.`account` AND `ended` IS NULL
    AND (`role` = 'administrator') <> (NEW.`role` = 'administrator'))
  AND NOT EXISTS (SELECT 1 FROM json_each((SELECT `relaxations` FROM `access_policies` ORDER BY `at` DESC, rowid DESC LIMIT 1))
    WHERE value = 'administrator-content')
BEGIN SELECT RAISE(ABORT, 'an administrator holds no other role'); END;
CREATE TRIGGER `grants_custodian_apart` BEFORE INSERT ON `grants`
WHEN NEW.`role` IN ('custodian', 'officer')
  AND EXISTS (SELECT 1 FROM `grants` WHERE `account` = NEW.`account` AND `ended` IS NULL
    AND `role` = CASE NEW.`role` WHEN 'custodian' THEN 'officer' ELSE 'custodian' END
    AND (`scope` = NEW.`scope` OR substr(`scope`, 1, length(NEW.`scope`) + 1) = NEW.`scope` || '.'
      OR substr(NEW.`scope`, 1, length(`scope`) + 1) = `scope` || '.'))
  AND NOT EXISTS (SELECT 1 FROM json_each((SELECT `relaxations` FROM `access_policies` ORDER BY `at` DESC, rowid DESC LIMIT 1))
    WHERE value = 'custodian-officer')
BEGIN SELECT RAISE(ABORT, 'a custodian is no exam officer of the same bank'); END;

-- Only hashes of what a browser or a session file holds; whoever reads the table cannot sign in with it.
CREATE TABLE `sessions` (
  `id` text PRIMARY KEY NOT NULL,
  `account` text NOT NULL REFERENCES `accounts`(`id`),
  `secret` text NOT NULL UNIQUE,
  `door` text NOT NULL CHECK (`door` IN ('service', 'command')),
  `at` integer NOT NULL,
  `seen` integer NOT NULL,
  `stepped` integer NOT NULL,
  `ended` integer
) STRICT;
CREATE INDEX `sessions_account` ON `sessions` (`account`,`ended`);
CREATE TRIGGER `sessions_stay_ended` BEFORE UPDATE ON `sessions` WHEN OLD.`ended` IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a session that ended stays ended'); END;
CREATE TRIGGER `sessions_not_of_disabled` BEFORE INSERT ON `sessions`
WHEN (SELECT `disabled` FROM `accounts` WHERE `id` = NEW.`account`) = 1
BEGIN SELECT RAISE(ABORT, 'a disabled account has no sessions'); END;
-- Whatever changes what a person may do, or how they prove who they are, ends their sessions in that transaction.
CREATE TRIGGER `accounts_change_ends_sessions` AFTER UPDATE OF `disabled`, `valid_from`, `valid_until`, `password` ON `accounts`
WHEN NEW.`disabled` <> OLD.`disabled` OR NEW.`valid_from` IS NOT OLD.`valid_from`
  OR NEW.`valid_until` IS NOT OLD.`valid_until` OR NEW.`password` <> OLD.`password`
BEGIN UPDATE `sessions` SET `ended` = NEW.`changed` WHERE `account` = NEW.`id` AND `ended` IS NULL; END;
CREATE TRIGGER `grants_new_ends_sessions` AFTER INSERT ON `grants`
BEGIN UPDATE `sessions` SET `ended` = NEW.`at` WHERE `account` = NEW.`account` AND `ended` IS NULL; END;
CREATE TRIGGER `grants_gone_ends_sessions` AFTER UPDATE OF `ended` ON `grants`
BEGIN UPDATE `sessions` SET `ended` = NEW.`ended` WHERE `account` = NEW.`account` AND `ended` IS NULL; END;

-- Devices somebody has signed in on: their wrong sign-ins are counted apart from strangers'.
CREATE TABLE `devices` (
  `account` text NOT NULL REFERENCES `accounts`(`id`),
  `secret` text NOT NULL,
  `at` integer NOT NULL,
  PRIMARY KEY (`account`,`secret`)
) STRICT;
-- Wrong sign-ins in a row, by a keyed hash of the name (of anybody, so that known names look like unknown ones).
CREATE TABLE `tries` (
  `bucket` text PRIMARY KEY NOT NULL,
  `failures` integer NOT NULL,
  `until` integer NOT NULL,
  `at` integer NOT NULL
) STRICT;
CREATE INDEX `tries_at` ON `tries` (`at`);
