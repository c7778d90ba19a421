-- What was sold, over the read-only views, by branch, type and currency: how many orders, how many
-- lines, and what they add to sales in the smallest unit of the currency. Drafts and cancelled
-- orders do not count, and what came back counts below nothing, as in the app's report.
-- Run it with `wrangler d1 execute DB --file hub/reports/orders.sql`, here with `--local`.
WITH summed AS MATERIALIZED (
  SELECT order_id, count(*) AS lines, sum(amount) AS amount FROM order_line GROUP BY order_id
)
SELECT
  sold.branch,
  sold.type,
  sold.currency,
  count(*) AS orders,
  sum(summed.lines) AS lines,
  sum(iif(sold.type = 'return', -summed.amount, summed.amount)) AS net
FROM sales_order AS sold JOIN summed ON summed.order_id = sold.id
WHERE sold.state NOT IN ('draft', 'cancelled')
GROUP BY sold.branch, sold.type, sold.currency
ORDER BY sold.branch, sold.type, sold.currency;
