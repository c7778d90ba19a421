-- The figures of one customer as the record card shows them, over the read-only views: what was
-- bought in twelve months and in how many orders, the last purchase, how many complaints are open,
-- and what is owed. Amounts are in the smallest unit of the currency of the company; what is in
-- other currencies is left out of them. Complaints have no view and are read from their records.
-- It asks for the id or the number of the customer and for the day it is:
-- sed "s/:customer/'KP-MKS-00001'/; s/:today/'2026-11-23'/" hub/reports/card.sql > /tmp/card.sql
-- and then `wrangler d1 execute DB --file /tmp/card.sql`, here with `--local`.
WITH
  input AS (
    SELECT :customer AS customer, :today AS today
  ),
  asked AS (
    SELECT
      customer.id,
      customer.currency,
      -- The first day that counts is the one after the same day a year ago. SQLite takes
      -- 29 February of a year without one for 1 March, so that it is reached from both sides.
      min(date(today, '-12 months', '+1 day'), date(today, '+1 day', '-12 months')) AS since
    FROM input JOIN customer ON input.customer IN (customer.id, customer.code)
  ),
  firm AS MATERIALIZED (
    SELECT sold.type, sold.ordered_on, sold.currency, sold.amount
    FROM asked JOIN sales_order AS sold ON sold.customer_id = asked.id
    WHERE sold.state NOT IN ('draft', 'cancelled') AND sold.type IN ('sale', 'return')
  ),
  owed AS (
    SELECT invoice.amount
    FROM asked JOIN invoice ON invoice.customer_id = asked.id AND invoice.currency = asked.currency
  ),
  entry AS MATERIALIZED (
    SELECT payment.id, payment.reverses_id, payment.amount
    FROM asked JOIN payment ON payment.customer_id = asked.id AND payment.currency = asked.currency
  ),
  -- A payment that was taken back counts no more, and what takes it back is no payment.
  paid AS (
    SELECT amount FROM entry
    WHERE reverses_id IS NULL
      AND id NOT IN (SELECT reverses_id FROM entry WHERE reverses_id IS NOT NULL)
  )
SELECT
  asked.id,
  asked.currency,
  (SELECT coalesce(sum(iif(firm.type = 'return', -firm.amount, firm.amount)), 0) FROM firm
   WHERE firm.ordered_on >= asked.since AND firm.currency = asked.currency) AS value,
  (SELECT count(*) FROM firm
   WHERE firm.ordered_on >= asked.since AND firm.type = 'sale') AS orders,
  (SELECT max(firm.ordered_on) FROM firm WHERE firm.type = 'sale') AS last_purchase,
  (SELECT count(*) FROM record
   WHERE record.kind = 'complaint' AND record.root = asked.id AND record.doc ->> '$.a' IS NULL
     AND coalesce(record.doc ->> '$.f.state', 'new') <> 'done') AS open_complaints,
  (SELECT coalesce(sum(owed.amount), 0) FROM owed)
    - (SELECT coalesce(sum(paid.amount), 0) FROM paid) AS receivables
FROM asked;
