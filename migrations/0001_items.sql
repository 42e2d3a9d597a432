-- The life of items: verdicts that reject, one by each reviewer; review policies, tasks, comments,
-- retirements, quarantine; requests by their idempotency key.

-- The trigger names `verdicts`, which is rebuilt.
DROP TRIGGER `items_approved_by_verdict`;
CREATE TABLE `verdicts_new` (
  `id` text PRIMARY KEY NOT NULL,
  `item` text NOT NULL,
  `revision` integer NOT NULL,
  `reviewer` text NOT NULL,
  `verdict` text NOT NULL CHECK (`verdict` IN ('approved', 'returned', 'rejected')),
  `reasons` text NOT NULL,
  `at` integer NOT NULL,
  `checked` text DEFAULT '[]' NOT NULL,
  FOREIGN KEY (`item`, `revision`) REFERENCES `revisions`(`item`, `no`)
) STRICT;
INSERT INTO `verdicts_new` (`id`, `item`, `revision`, `reviewer`, `verdict`, `reasons`, `at`)
  SELECT `id`, `item`, `revision`, `reviewer`, `verdict`, `reasons`, `at` FROM `verdicts`;
DROP TABLE `verdicts`;
ALTER TABLE `verdicts_new` RENAME TO `verdicts`;
CREATE UNIQUE INDEX `verdicts_once` ON `verdicts` (`item`,`revision`,`reviewer`);

CREATE TABLE `review_policies` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `reviewers` integer NOT NULL CHECK (`reviewers` BETWEEN 1 AND 2),
  `content` text NOT NULL,
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE INDEX `review_policies_bank` ON `review_policies` (`bank`,`at`);

CREATE TABLE `tasks` (
  `id` text PRIMARY KEY NOT NULL,
  `item` text NOT NULL,
  `task` text NOT NULL CHECK (`task` IN ('write', 'review')),
  `person` text NOT NULL,
  `due` integer NOT NULL,
  `by` text NOT NULL,
  `at` integer NOT NULL,
  `ended` integer,
  FOREIGN KEY (`item`) REFERENCES `items`(`id`)
) STRICT;
CREATE INDEX `tasks_item` ON `tasks` (`item`);
CREATE INDEX `tasks_person` ON `tasks` (`person`,`ended`);
-- One open task of a kind for one person and item.
CREATE UNIQUE INDEX `tasks_open` ON `tasks` (`item`,`task`,`person`) WHERE `ended` IS NULL;

CREATE TABLE `comments` (
  `id` text PRIMARY KEY NOT NULL,
  `item` text NOT NULL,
  `revision` integer NOT NULL,
  `field` text NOT NULL,
  `text` text NOT NULL,
  `author` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`item`, `revision`) REFERENCES `revisions`(`item`, `no`)
) STRICT;
CREATE INDEX `comments_item` ON `comments` (`item`,`revision`);

CREATE TABLE `retirements` (
  `id` text PRIMARY KEY NOT NULL,
  `item` text NOT NULL,
  `reason` text NOT NULL CHECK (trim(`reason`) <> ''),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`item`) REFERENCES `items`(`id`)
) STRICT;
CREATE INDEX `retirements_item` ON `retirements` (`item`);

CREATE TABLE `quarantines` (
  `id` text PRIMARY KEY NOT NULL,
  `item` text NOT NULL,
  `reason` text NOT NULL CHECK (trim(`reason`) <> ''),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  `ended` integer,
  `ended_by` text,
  `end_reason` text,
  FOREIGN KEY (`item`) REFERENCES `items`(`id`)
) STRICT;
CREATE INDEX `quarantines_item` ON `quarantines` (`item`,`ended`);
CREATE UNIQUE INDEX `quarantines_open` ON `quarantines` (`item`) WHERE `ended` IS NULL;

CREATE TABLE `requests` (
  `actor` text NOT NULL,
  `key` text NOT NULL,
  `digest` text NOT NULL,
  `status` integer,
  `reply` text,
  `at` integer NOT NULL,
  PRIMARY KEY(`actor`, `key`)
) STRICT;
CREATE INDEX `requests_at` ON `requests` (`at`);

-- Two pairs of eyes: nobody judges an item they wrote a revision of, nor what its writer has not handed in,
-- nor a revision that was sent back.
CREATE TRIGGER `verdicts_second_person` BEFORE INSERT ON `verdicts`
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM `revisions` WHERE `item` = NEW.`item` AND `author` = NEW.`reviewer`)
      THEN RAISE(ABORT, 'verdict by the author')
    WHEN EXISTS (SELECT 1 FROM `items` WHERE `id` = NEW.`item` AND (`state` <> 'submitted' OR `revision` <> NEW.`revision`))
      THEN RAISE(ABORT, 'verdict on what is not submitted')
    WHEN EXISTS (SELECT 1 FROM `verdicts`
                 WHERE `item` = NEW.`item` AND `revision` = NEW.`revision` AND `verdict` <> 'approved')
      THEN RAISE(ABORT, 'verdict on what was sent back')
  END;
END;
CREATE TRIGGER `verdicts_no_update` BEFORE UPDATE ON `verdicts` BEGIN SELECT RAISE(ABORT, 'verdicts are immutable'); END;
CREATE TRIGGER `verdicts_no_delete` BEFORE DELETE ON `verdicts` BEGIN SELECT RAISE(ABORT, 'verdicts are immutable'); END;

-- As many different people approve a revision as the bank's policy asks.
CREATE TRIGGER `items_approved_by_verdict` BEFORE UPDATE OF `approved` ON `items`
WHEN NEW.`approved` IS NOT NULL AND NEW.`approved` IS NOT OLD.`approved` AND
  (SELECT count(DISTINCT `reviewer`) FROM `verdicts`
   WHERE `item` = NEW.`id` AND `revision` = NEW.`approved` AND `verdict` = 'approved')
  < coalesce((SELECT `reviewers` FROM `review_policies` WHERE `bank` = NEW.`bank` ORDER BY `at` DESC, `id` DESC LIMIT 1), 1)
BEGIN SELECT RAISE(ABORT, 'approved without a verdict'); END;
CREATE TRIGGER `items_approved_in_use` BEFORE UPDATE OF `state` ON `items`
WHEN (NEW.`state` = 'approved' AND NEW.`approved` IS NULL) OR (NEW.`state` = 'retired' AND NEW.`approved` IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'state and revision in use contradict each other'); END;
-- What was used is a record: an item is retired, never removed.
CREATE TRIGGER `items_no_delete` BEFORE DELETE ON `items` BEGIN SELECT RAISE(ABORT, 'items are retired, not removed'); END;

-- Only what is approved, not retired and not in quarantine enters a set.
CREATE TRIGGER `uses_approved` BEFORE INSERT ON `uses`
WHEN EXISTS (SELECT 1 FROM `items` WHERE `id` = NEW.`item` AND (`approved` IS NULL OR `state` = 'retired'))
  OR EXISTS (SELECT 1 FROM `quarantines` WHERE `item` = NEW.`item` AND `ended` IS NULL)
BEGIN SELECT RAISE(ABORT, 'use of an item that is not approved'); END;

-- Nobody is given their own item to review, nor the item they review to write.
CREATE TRIGGER `tasks_second_person` BEFORE INSERT ON `tasks`
WHEN (NEW.`task` = 'review' AND EXISTS (SELECT 1 FROM `revisions` WHERE `item` = NEW.`item` AND `author` = NEW.`person`))
  OR EXISTS (SELECT 1 FROM `tasks` WHERE `item` = NEW.`item` AND `person` = NEW.`person` AND `ended` IS NULL AND `task` <> NEW.`task`)
BEGIN SELECT RAISE(ABORT, 'writer and reviewer are two people'); END;

-- Records: a task and a quarantine are ended once, all else stays as it was written.
CREATE TRIGGER `tasks_end_once` BEFORE UPDATE ON `tasks`
WHEN OLD.`ended` IS NOT NULL OR NEW.`ended` IS NULL OR NEW.`id` <> OLD.`id` OR NEW.`item` <> OLD.`item`
  OR NEW.`task` <> OLD.`task` OR NEW.`person` <> OLD.`person` OR NEW.`due` <> OLD.`due` OR NEW.`by` <> OLD.`by` OR NEW.`at` <> OLD.`at`
BEGIN SELECT RAISE(ABORT, 'a task is only ended'); END;
CREATE TRIGGER `tasks_no_delete` BEFORE DELETE ON `tasks` BEGIN SELECT RAISE(ABORT, 'tasks are records'); END;
CREATE TRIGGER `quarantines_end_once` BEFORE UPDATE ON `quarantines`
WHEN OLD.`ended` IS NOT NULL OR NEW.`ended` IS NULL OR NEW.`id` <> OLD.`id` OR NEW.`item` <> OLD.`item`
  OR NEW.`reason` <> OLD.`reason` OR NEW.`by` <> OLD.`by` OR NEW.`at` <> OLD.`at`
BEGIN SELECT RAISE(ABORT, 'a quarantine is only ended'); END;
CREATE TRIGGER `quarantines_no_delete` BEFORE DELETE ON `quarantines` BEGIN SELECT RAISE(ABORT, 'quarantines are records'); END;
CREATE TRIGGER `comments_no_update` BEFORE UPDATE ON `comments` BEGIN SELECT RAISE(ABORT, 'comments are immutable'); END;
CREATE TRIGGER `comments_no_delete` BEFORE DELETE ON `comments` BEGIN SELECT RAISE(ABORT, 'comments are immutable'); END;
CREATE TRIGGER `retirements_no_update` BEFORE UPDATE ON `retirements` BEGIN SELECT RAISE(ABORT, 'retirements are records'); END;
CREATE TRIGGER `retirements_no_delete` BEFORE DELETE ON `retirements` BEGIN SELECT RAISE(ABORT, 'retirements are records'); END;
CREATE TRIGGER `review_policies_no_update` BEFORE UPDATE ON `review_policies` BEGIN SELECT RAISE(ABORT, 'policies are immutable'); END;
CREATE TRIGGER `review_policies_no_delete` BEFORE DELETE ON `review_policies` BEGIN SELECT RAISE(ABORT, 'policies are immutable'); END;
