// Every page as an administrator and a branch head see it.

import { EMAILS, PASSWORD } from "../support/company.mjs";
import { photographLooks, somebody, stranger } from "./camera.mjs";

const LONG = "Koperasi Simpan Pinjam";

/** Every page with data in it. */
export async function photographPeople() {
  await photographAdministrator();
  const mks = await somebody("mks");
  const card = `/customers/${await mks.openCustomer("Siti Rahmawati")}`;
  const long = `/customers/${await mks.openCustomer(LONG)}`;
  await mks.frame.go("sales");
  await mks.orders.openFirst();
  const order = await mks.orders.id();
  await mks.frame.go("sales");
  await mks.page.getByRole("button", { name: "Diterima" }).click();
  await mks.orders.openFirst();
  const sold = await mks.orders.id();
  await mks.frame.go("service");
  const complaint = await mks.service.tickets.first().getAttribute("data-id");
  await photographLooks(mks, {
    today: "/today",
    customers: "/customers",
    card,
    "long-name": long,
    "long-edit": `${long}/edit`,
    "long-interaction": `${long}/interactions/new`,
    edit: `${card}/edit`,
    interaction: `${card}/interactions/new`,
    history: `${card}/history`,
    sales: "/sales",
    report: "/sales/report",
    order: `/orders/${order}`,
    "order-new": `${card}/orders/new`,
    "order-return": `/orders/${sold}/return`,
    receivables: `${card}/receivables`,
    payment: `${card}/payments/new`,
    invoice: `${card}/invoices/new`,
    service: "/service",
    complaint: `/service/${complaint}`,
    "complaint-new": `${card}/complaints/new`,
    settings: "/settings",
    changes: "/changes",
    "not-found": "/nowhere",
  });
  await mks.device.dispose();
}

async function photographAdministrator() {
  const admin = await stranger();
  await admin.visit("/");
  await photographLooks(admin, { "sign-in": "/" });
  await admin.signIn.as(EMAILS.admin, PASSWORD);
  await admin.frame.synced(60_000);
  await photographLooks(admin, {
    branches: "/branches/MKS",
    "settings-branches": "/settings/branches",
    "settings-branches-new": "/settings/branches/new",
    "settings-staff": "/settings/staff",
    "settings-staff-new": "/settings/staff/new",
    "settings-company": "/settings/company",
    import: "/settings/import",
    products: "/products",
    "product-new": "/products/new",
  });
  await admin.device.dispose();
}
