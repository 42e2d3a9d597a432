-- Enemies and families: proposed by a person or found, decided by another person, withdrawn with a reason.
-- Re-mapping: a plan by one person, applied by another, undone while nothing newer happened.

CREATE TABLE `relations` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL CHECK (`kind` IN ('theory', 'practical', 'defense')),
  `sort` text NOT NULL CHECK (`sort` IN ('enemies', 'family')),
  `state` text NOT NULL CHECK (`state` IN ('proposed', 'accepted', 'refused', 'withdrawn')),
  `origin` text NOT NULL CHECK (`origin` IN ('person', 'search')),
  `similarity` real,
  `likeness` text CHECK (`likeness` IN ('same', 'numbers', 'wording')),
  `proposed_by` text NOT NULL,
  `reason` text NOT NULL,
  `at` integer NOT NULL,
  `decided_by` text,
  `decision` text CHECK (`decision` IN ('enemies', 'family', 'merge', 'refuse')),
  `decision_reason` text,
  `decided_at` integer,
  `kept` text,
  `withdrawn_by` text,
  `withdrawal_reason` text,
  `withdrawn_at` integer,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`),
  FOREIGN KEY (`kept`) REFERENCES `items`(`id`),
  CHECK ((`decided_by` IS NULL) = (`decision` IS NULL) AND (`decided_by` IS NULL) = (`decided_at` IS NULL)),
  CHECK (`state` NOT IN ('accepted', 'refused') OR `decided_by` IS NOT NULL),
  CHECK (`state` <> 'accepted' OR `decision` <> 'refuse'),
  CHECK (`state` <> 'refused' OR `decision` = 'refuse'),
  CHECK ((`state` = 'withdrawn') = (`withdrawn_by` IS NOT NULL)),
  CHECK (`state` <> 'withdrawn' OR trim(`withdrawal_reason`) <> ''),
  CHECK ((`decision` IS 'merge') = (`kept` IS NOT NULL))
) STRICT;
CREATE INDEX `relations_bank` ON `relations` (`bank`,`kind`,`state`);

CREATE TABLE `relation_items` (
  `relation` text NOT NULL,
  `item` text NOT NULL,
  `revision` integer NOT NULL,
  PRIMARY KEY(`relation`, `item`),
  FOREIGN KEY (`relation`) REFERENCES `relations`(`id`),
  FOREIGN KEY (`item`, `revision`) REFERENCES `revisions`(`item`, `no`)
) STRICT;
CREATE INDEX `relation_items_item` ON `relation_items` (`item`);

CREATE TABLE `similar_runs` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL,
  `threshold` real NOT NULL,
  `changed_since` integer,
  `compared` integer NOT NULL,
  `pairs` integer NOT NULL,
  `proposed` integer NOT NULL,
  `actor` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE INDEX `similar_runs_bank` ON `similar_runs` (`bank`,`kind`,`at`);

CREATE TABLE `remaps` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL CHECK (`kind` IN ('theory', 'practical')),
  `from_table` text NOT NULL,
  `to_table` text,
  `enforces` integer NOT NULL CHECK (`enforces` IN (0, 1)),
  `edition` text NOT NULL,
  `digest` text NOT NULL,
  `content` text NOT NULL,
  `choices` text NOT NULL,
  `state` text NOT NULL CHECK (`state` IN ('proposed', 'applied', 'undone', 'withdrawn')),
  `proposed_by` text NOT NULL,
  `reason` text NOT NULL CHECK (trim(`reason`) <> ''),
  `at` integer NOT NULL,
  `applied_by` text,
  `applied_at` integer,
  `ended_by` text,
  `end_reason` text,
  `ended_at` integer,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`),
  FOREIGN KEY (`from_table`) REFERENCES `element_tables`(`id`),
  FOREIGN KEY (`to_table`) REFERENCES `element_tables`(`id`),
  CHECK (`state` NOT IN ('applied', 'undone') OR (`applied_by` IS NOT NULL AND `applied_at` IS NOT NULL AND `to_table` IS NOT NULL)),
  CHECK (`applied_by` IS NULL OR `applied_by` <> `proposed_by`),
  CHECK ((`state` IN ('undone', 'withdrawn')) = (`ended_by` IS NOT NULL))
) STRICT;
CREATE INDEX `remaps_bank` ON `remaps` (`bank`,`kind`,`at`);

-- What a re-mapping did to each item it looked at. The contents are staged while it is being applied, then emptied.
CREATE TABLE `remap_items` (
  `remap` text NOT NULL,
  `item` text NOT NULL,
  `from_place` text,
  `to_place` text,
  `outcome` text NOT NULL CHECK (`outcome` IN ('unchanged', 'moved', 'ambiguous', 'homeless', 'unknown', 'unassigned')),
  `before_revision` integer NOT NULL,
  `before_approved` integer,
  `after_revision` integer NOT NULL,
  `after_approved` integer,
  `undo_revision` integer,
  `undo_approved` integer,
  `content` text,
  `digest` text,
  `approved_content` text,
  `approved_digest` text,
  PRIMARY KEY(`remap`, `item`),
  FOREIGN KEY (`remap`) REFERENCES `remaps`(`id`),
  FOREIGN KEY (`item`) REFERENCES `items`(`id`)
) STRICT;
CREATE INDEX `remap_items_item` ON `remap_items` (`item`,`after_approved`);

-- A relation starts as a proposal and goes one way; what was proposed never changes.
CREATE TRIGGER `relations_start` BEFORE INSERT ON `relations`
WHEN NEW.`state` <> 'proposed' OR NEW.`decided_by` IS NOT NULL OR NEW.`withdrawn_by` IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a relation starts as a proposal'); END;
CREATE TRIGGER `relations_steps` BEFORE UPDATE ON `relations`
WHEN NOT ((OLD.`state` = 'proposed' AND NEW.`state` IN ('accepted', 'refused', 'withdrawn'))
       OR (OLD.`state` = 'accepted' AND NEW.`state` = 'withdrawn' AND OLD.`decision` <> 'merge'))
  OR NEW.`id` <> OLD.`id` OR NEW.`bank` <> OLD.`bank` OR NEW.`kind` <> OLD.`kind` OR NEW.`sort` <> OLD.`sort`
  OR NEW.`origin` <> OLD.`origin` OR NEW.`similarity` IS NOT OLD.`similarity` OR NEW.`likeness` IS NOT OLD.`likeness`
  OR NEW.`proposed_by` <> OLD.`proposed_by` OR NEW.`reason` <> OLD.`reason` OR NEW.`at` <> OLD.`at`
  OR (OLD.`decided_by` IS NOT NULL AND (NEW.`decided_by` IS NOT OLD.`decided_by` OR NEW.`decision` IS NOT OLD.`decision`
      OR NEW.`decision_reason` IS NOT OLD.`decision_reason` OR NEW.`decided_at` IS NOT OLD.`decided_at` OR NEW.`kept` IS NOT OLD.`kept`))
BEGIN SELECT RAISE(ABORT, 'a relation is decided once and withdrawn once'); END;
-- Two pairs of eyes: nobody decides what they proposed themselves, nor about an item they wrote a revision of.
CREATE TRIGGER `relations_second_person` BEFORE UPDATE ON `relations`
WHEN OLD.`decided_by` IS NULL AND NEW.`decided_by` IS NOT NULL AND (
  (OLD.`origin` = 'person' AND NEW.`decided_by` = OLD.`proposed_by`)
  OR EXISTS (SELECT 1 FROM `relation_items` m JOIN `revisions` r ON r.`item` = m.`item`
             WHERE m.`relation` = NEW.`id` AND r.`author` = NEW.`decided_by`))
BEGIN SELECT RAISE(ABORT, 'a relation is decided by another person'); END;
CREATE TRIGGER `relations_no_delete` BEFORE DELETE ON `relations` BEGIN SELECT RAISE(ABORT, 'relations are records'); END;
CREATE TRIGGER `relation_items_while_proposed` BEFORE INSERT ON `relation_items`
WHEN (SELECT `state` FROM `relations` WHERE `id` = NEW.`relation`) IS NOT 'proposed'
BEGIN SELECT RAISE(ABORT, 'members are named when a relation is proposed'); END;
CREATE TRIGGER `relation_items_no_update` BEFORE UPDATE ON `relation_items` BEGIN SELECT RAISE(ABORT, 'relations are records'); END;
CREATE TRIGGER `relation_items_no_delete` BEFORE DELETE ON `relation_items` BEGIN SELECT RAISE(ABORT, 'relations are records'); END;
CREATE TRIGGER `similar_runs_no_update` BEFORE UPDATE ON `similar_runs` BEGIN SELECT RAISE(ABORT, 'runs are records'); END;
CREATE TRIGGER `similar_runs_no_delete` BEFORE DELETE ON `similar_runs` BEGIN SELECT RAISE(ABORT, 'runs are records'); END;

-- A re-mapping goes one way too; the plan never changes.
CREATE TRIGGER `remaps_start` BEFORE INSERT ON `remaps`
WHEN NEW.`state` <> 'proposed' OR NEW.`applied_by` IS NOT NULL OR NEW.`ended_by` IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a re-mapping starts as a plan'); END;
CREATE TRIGGER `remaps_steps` BEFORE UPDATE ON `remaps`
WHEN NOT ((OLD.`state` = 'proposed' AND NEW.`state` IN ('applied', 'withdrawn')) OR (OLD.`state` = 'applied' AND NEW.`state` = 'undone'))
  OR NEW.`id` <> OLD.`id` OR NEW.`bank` <> OLD.`bank` OR NEW.`kind` <> OLD.`kind` OR NEW.`from_table` <> OLD.`from_table`
  OR NEW.`digest` <> OLD.`digest` OR NEW.`enforces` <> OLD.`enforces` OR NEW.`content` <> OLD.`content` OR NEW.`choices` <> OLD.`choices`
  OR NEW.`proposed_by` <> OLD.`proposed_by` OR NEW.`reason` <> OLD.`reason` OR NEW.`at` <> OLD.`at`
  OR (OLD.`applied_by` IS NOT NULL AND (NEW.`applied_by` IS NOT OLD.`applied_by` OR NEW.`to_table` IS NOT OLD.`to_table`))
BEGIN SELECT RAISE(ABORT, 'a re-mapping is applied once and undone once'); END;
CREATE TRIGGER `remaps_no_delete` BEFORE DELETE ON `remaps` BEGIN SELECT RAISE(ABORT, 're-mappings are records'); END;
CREATE TRIGGER `remap_items_insert` BEFORE INSERT ON `remap_items`
WHEN (SELECT `state` FROM `remaps` WHERE `id` = NEW.`remap`) IS NOT 'proposed'
BEGIN SELECT RAISE(ABORT, 'a re-mapping is a record once it is applied'); END;
CREATE TRIGGER `remap_items_update` BEFORE UPDATE ON `remap_items`
WHEN (SELECT `state` FROM `remaps` WHERE `id` = OLD.`remap`) = 'undone'
  OR NEW.`remap` <> OLD.`remap` OR NEW.`item` <> OLD.`item` OR NEW.`from_place` IS NOT OLD.`from_place` OR NEW.`to_place` IS NOT OLD.`to_place`
  OR NEW.`before_revision` <> OLD.`before_revision` OR NEW.`before_approved` IS NOT OLD.`before_approved`
  OR NEW.`after_revision` <> OLD.`after_revision` OR NEW.`after_approved` IS NOT OLD.`after_approved`
BEGIN SELECT RAISE(ABORT, 'a re-mapping is a record once it is applied'); END;
CREATE TRIGGER `remap_items_delete` BEFORE DELETE ON `remap_items`
WHEN (SELECT `state` FROM `remaps` WHERE `id` = OLD.`remap`) IN ('applied', 'undone')
BEGIN SELECT RAISE(ABORT, 'a re-mapping is a record once it is applied'); END;

-- A revision comes into use by verdicts, or by a re-mapping that two people made and that moved the revision in
-- use to another place and changed nothing else in it.
DROP TRIGGER `items_approved_by_verdict`;
CREATE TRIGGER `items_approved_by_verdict` BEFORE UPDATE OF `approved` ON `items`
WHEN NEW.`approved` IS NOT NULL AND NEW.`approved` IS NOT OLD.`approved` AND
  (SELECT count(DISTINCT `reviewer`) FROM `verdicts`
   WHERE `item` = NEW.`id` AND `revision` = NEW.`approved` AND `verdict` = 'approved')
  < coalesce((SELECT `reviewers` FROM `review_policies` WHERE `bank` = NEW.`bank` ORDER BY `at` DESC, `id` DESC LIMIT 1), 1)
  AND NOT EXISTS (
    SELECT 1 FROM `remap_items` m JOIN `remaps` p ON p.`id` = m.`remap`
    WHERE m.`item` = NEW.`id` AND (
      (p.`state` = 'applied' AND m.`before_approved` = OLD.`approved` AND m.`after_approved` = NEW.`approved`)
      OR (p.`state` = 'undone' AND m.`after_approved` = OLD.`approved` AND m.`undo_approved` = NEW.`approved`))
    AND (SELECT json_remove(`content`, '$.point', '$.module', '$.scope') FROM `revisions` WHERE `item` = NEW.`id` AND `no` = NEW.`approved`)
      = (SELECT json_remove(`content`, '$.point', '$.module', '$.scope') FROM `revisions` WHERE `item` = NEW.`id` AND `no` = OLD.`approved`))
BEGIN SELECT RAISE(ABORT, 'approved without a verdict'); END;
