-- A made-up force on a migrated, empty PostgreSQL database. Numbers of rows are given, so that rows of one table name
-- those of another. Rows are as Fairlead would keep them in all that lists read; the chains of the events are not:
-- their hashes are made up, so nothing here may be taken for a record.
-- :seed :now :units :victims :in_care (the share of the victims), :staff :officers (of each unit)

SELECT setseed(:seed);

INSERT INTO unit (id, code, name)
SELECT n, 'B' || n, 'Unit ' || n FROM generate_series(1, :units) n;

INSERT INTO person (id, username, full_name, name_search, rank, is_detective, accreditation, password_hash,
  must_change_password, failed_sign_ins, created_at)
SELECT n, 'b' || n, 'Officer ' || n, 'officer ' || n,
  CASE n % :staff WHEN 0 THEN 'police_staff' WHEN 1 THEN 'sergeant' ELSE 'constable' END,
  false, 2, 'none', false, 0, CAST(:now AS timestamptz) - interval '5 years'
FROM generate_series(1, :units * :staff) n;

INSERT INTO role_holding (id, person_id, unit_id, role, from_on)
SELECT id, id, 1 + (id - 1) / :staff,
  CASE id % :staff WHEN 0 THEN 'victim_care_officer' WHEN 1 THEN 'supervisor' ELSE 'investigator' END,
  CAST(CAST(:now AS timestamptz) - interval '5 years' AS date)
FROM person;

CREATE TEMPORARY TABLE crime ON COMMIT DROP AS
SELECT id, unit, (unit - 1) * :staff + 2 + id % :officers AS officer, in_care, kind, reported_at
FROM (
  SELECT id, 1 + id % :units AS unit, in_care, kind,
    CAST(:now AS timestamptz) - CASE WHEN in_care THEN interval '3 days' + aged * interval '180 days'
      ELSE interval '60 days' + aged * interval '1400 days' END AS reported_at
  FROM (
    SELECT id, random() < :in_care AS in_care, random() AS kind, random() AS aged
    FROM generate_series(1, :victims) id
  ) drawn
) aged;

INSERT INTO investigation (id, reference, reference_search, origin, published_label_differs, offence,
  offence_class, state, round, unit_id, responsible_id, oic_id, occurred_from_at, occurred_until_at,
  date_precision, reported_at, reported_how, place, summary, recorded_at, last_event_at, last_event_id,
  last_material_event_id, restriction, restricted_by_id, restriction_review_on)
SELECT id, 'BENCH/' || id, 'bench/' || id, 'force', false,
  CASE WHEN kind < 0.1 THEN 'rape' WHEN kind < 0.6 THEN 'assault_common' ELSE 'theft_other' END,
  CASE WHEN kind < 0.1 THEN 'rape_and_serious_sexual' WHEN kind < 0.6 THEN 'assault' ELSE 'theft' END,
  CASE WHEN in_care THEN 'investigating' ELSE 'decided_before_fairlead' END,
  1, unit, officer, officer, reported_at, reported_at, 'exact', reported_at, 'online', 'A street',
  'What happened, in a sentence or two as somebody who took the report would write them.',
  reported_at, reported_at, id * 4, id * 4, CASE WHEN secret THEN 'restricted' END,
  CASE WHEN secret THEN officer END, CASE WHEN secret THEN CAST(:now AS date) END
FROM (SELECT *, id % 100 = 3 AS secret FROM crime) classed;

INSERT INTO investigation_flag (investigation_id, flag)
SELECT id, 'domestic_abuse' FROM crime WHERE kind > 0.05 AND kind < 0.25;

INSERT INTO stream (id, kind, subject_id, last_event_id, length, head_hash)
SELECT id, 'investigation', id, id * 4, 4, repeat('0', 64) FROM crime;

INSERT INTO case_event (id, stream_id, sequence, kind, recorded_at, actor_id, actor_role, about_person_id,
  canonical, previous_hash, hash)
SELECT (crime.id - 1) * 4 + n, crime.id, n,
  CASE n WHEN 1 THEN 'crime_recorded' WHEN 4 THEN 'contact_recorded' ELSE 'case_allocated' END,
  reported_at + (n - 1) / 4.0 * (CAST(:now AS timestamptz) - reported_at), officer, 'investigator',
  CASE n WHEN 2 THEN officer WHEN 3 THEN (unit - 1) * :staff + 2 + CAST(kind * (:officers - 1) AS integer) END,
  '{}', repeat('0', 64), repeat('0', 64)
FROM crime, generate_series(1, 4) n;

INSERT INTO victim (id, investigation_id, kind, name, name_search, phone, safe_contact, details_hidden,
  is_enhanced, added_at)
SELECT id, id, CASE WHEN aside < 0.1 THEN 'business' ELSE 'person' END, name, lower(name), '020 7946 0000',
  CASE WHEN random() < 0.5 THEN 'By telephone, after six' END, false, random() < 0.2, reported_at
FROM (
  SELECT *, random() AS aside, 'Victim ' || CAST(random() * 100000 AS integer) AS name FROM crime
) named;

INSERT INTO duty (id, investigation_id, victim_id, kind, right_key, status, what, triggered_at,
  trigger_event_id, due_at, rule, policy_version, ended_at, ended_by_event_id)
SELECT id, crime, crime, kind, CASE kind WHEN 'right' THEN (ARRAY['arrest', 'interview', 'bail_changed'])[1 + id % 3] END,
  CASE WHEN runs THEN 'running' ELSE 'met' END, 'Something that the victim is owed', triggered_at,
  (crime - 1) * 4 + 1, triggered_at + interval '7 days', 'Within 5 working days', 'bench',
  CASE WHEN NOT runs THEN triggered_at + interval '1 day' END, CASE WHEN NOT runs THEN crime * 4 END
FROM (
  SELECT (id - 1) * 4 + n AS id, id AS crime,
    (ARRAY['needs_assessment', 'support_referral', 'right', 'right'])[n] AS kind,
    in_care AND (n = 4 OR n = 3 AND random() < 0.5) AS runs,
    CASE WHEN in_care AND n > 2 THEN CAST(:now AS timestamptz) - random() * interval '14 days'
      ELSE reported_at + interval '1 hour' END AS triggered_at
  FROM crime, generate_series(1, 4) n
) owed;

INSERT INTO contact (id, investigation_id, victim_id, channel, result, happened_at, recorded_at,
  recorded_by_id, told, said, counts)
SELECT (id - 1) * 2 + n, id, id, 'phone', CASE WHEN random() < 0.7 THEN 'reached' ELSE 'attempted' END,
  at, at, officer, 'How it goes on.', 'Thank you.', true
FROM (
  SELECT id, officer, n, reported_at + random() * (CAST(:now AS timestamptz) - reported_at) AS at
  FROM crime, generate_series(1, 2) n
) made;

INSERT INTO safe_contact (id, investigation_id, victim_id, no_messages, interpreter, recorded_at,
  recorded_by_id, event_id)
SELECT id, id, id, false, CASE WHEN random() < 0.1 THEN 'Polish' END, reported_at, officer, (id - 1) * 4 + 1
FROM crime WHERE id % 3 = 0;

INSERT INTO victim_channel (safe_contact_id, channel, is_safe)
SELECT id, 'phone', random() < 0.7 FROM safe_contact;

INSERT INTO telling_exception (id, investigation_id, victim_id, kind, words, happened_at, heard_by_id,
  recorded_at, recorded_by_id, event_id)
SELECT id, id, id, 'does_not_want_contact', 'Leave me be.', reported_at, officer, reported_at, officer,
  (id - 1) * 4 + 2
FROM crime WHERE id % 20 = 7;

INSERT INTO telling_exception_ended (exception_id, ended_at, ended_by_id, event_id)
SELECT id, recorded_at, recorded_by_id, event_id FROM telling_exception WHERE id % 3 = 0;

INSERT INTO named_reader (id, investigation_id, person_id, from_at, named_by_id)
SELECT id, id, officer, reported_at, officer FROM crime WHERE id % 100 = 3;

INSERT INTO break_glass (id, investigation_id, person_id, reason, opened_at, until_at)
SELECT id, id, officer, 'danger', reported_at, reported_at + interval '4 hours' FROM crime WHERE id % 100 = 3;

INSERT INTO decision (id, investigation_id, kind, round, outcome_code, proposed_from, proposed_by_id, proposed_at,
  proposed_at_event_id, event_id, rank_needed, detective_needed, sign_offs_needed, policy_version, evaluation,
  evaluation_hash)
SELECT id, id, 'no_further_action', 1, '18', 'investigating', officer, reported_at, (id - 1) * 4 + 3, (id - 1) * 4 + 3,
  'sergeant', false, 1, 'bench', '{}', repeat('0', 64)
FROM crime WHERE id % 20 = 9;

INSERT INTO sign_off (id, decision_id, signed_by_id, signed_at, rank_then, was_detective, seen_event_id, event_id,
  policy_version, evaluation, evaluation_hash)
SELECT id, id, 1 + (proposed_by_id - 1) / :staff * :staff, proposed_at, 'sergeant', false, event_id, event_id, 'bench',
  '{}', repeat('0', 64)
FROM decision;

INSERT INTO sign_in_session (token_hash, person_id, created_at, last_seen_at, ended_at)
SELECT md5(CAST(id AS text)), officer, reported_at, reported_at, reported_at + interval '8 hours' FROM crime;

INSERT INTO direction (id, investigation_id, to_person_id, given_by_id, given_at, what, due_at, done_at, done_by_id,
  done_words)
SELECT id, id, officer, 1 + (officer - 1) / :staff * :staff, reported_at, 'Ask the neighbours.', reported_at, reported_at,
  officer, 'Asked.'
FROM crime WHERE id % 10 = 1;

INSERT INTO embargo (id, investigation_id, what, until_at, set_at, agreed_by_id, event_id)
SELECT id, id, 'The arrest planned', reported_at + interval '9 days', reported_at, officer, (id - 1) * 4 + 1
FROM crime WHERE id % 4 = 3;

INSERT INTO embargo_ended (embargo_id, ended_at, ended_by_id, event_id)
SELECT id, set_at, agreed_by_id, event_id FROM embargo WHERE id % 3 = 0;

INSERT INTO withdrawal (id, investigation_id, victim_id, unit_id, view, words, reason, channel, heard_by_id, heard_at,
  is_drawn, recorded_at, recorded_by_id, event_id)
SELECT id, id, id, unit, 'does_not_support', 'No more.', 'no_trust', 'phone', officer, reported_at, false, reported_at,
  officer, (id - 1) * 4 + 3
FROM crime WHERE id % 4 = 1;

INSERT INTO letter (id, investigation_id, victim_id, kind, template_version, policy_version, language, text, sha256,
  nonce, told, made_at, made_by_id)
SELECT id, id, id, 'update', '1', 'bench', 'plain_english', 'How it goes on.', repeat('0', 64), repeat('0', 32),
  'How it goes on.', reported_at, officer
FROM crime WHERE id % 5 = 2;

INSERT INTO letter_handed_over (id, investigation_id, letter_id, how, handed_over_at, contact_id, recorded_at,
  recorded_by_id)
SELECT id, id, id, 'posted', made_at, (id - 1) * 2 + 1, made_at, made_by_id
FROM letter WHERE id % 10 = 2;

INSERT INTO letter_email (id, investigation_id, letter_id, address, nonce, embargo_read, asked_at, asked_by_id, standing)
SELECT id, id, id, 'somebody@example.org', repeat('0', 32), false, made_at, made_by_id, 'waiting'
FROM letter WHERE id % 20 = 7;

INSERT INTO decision_ended (decision_id, ending, ended_at, event_id)
SELECT id, 'withdrawn', proposed_at, event_id FROM decision WHERE id % 40 = 9;

INSERT INTO hearing (id, investigation_id, takes_place_at, place, recorded_at, recorded_by_id, event_id)
SELECT id, id, reported_at + interval '60 days', 'Northgate Magistrates'' Court', reported_at, officer, (id - 1) * 4 + 4
FROM crime WHERE id % 20 = 11;

SELECT setval(pg_get_serial_sequence('stream', 'id'), max(id)) FROM stream;

SELECT setval(pg_get_serial_sequence('case_event', 'id'), max(id)) FROM case_event;
