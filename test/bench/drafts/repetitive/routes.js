import { Router } from './router.js';
import * as customers from './customers.js';
import * as invoices from './invoices.js';
import * as products from './products.js';

export const router = new Router();

router.get('/customers', async (request, response) => {
  const page = Number(request.query.page ?? 1);
  response.json(await customers.list({ page, limit: 50 }));
});

router.get('/customers/:id', async (request, response) => {
  const found = await customers.find(request.params.id);
  if (found === undefined) response.status(404).json({ error: 'not found' });
  else response.json(found);
});

router.get('/invoices', async (request, response) => {
  const page = Number(request.query.page ?? 1);
  response.json(await invoices.list({ page, limit: 50 }));
});

router.get('/invoices/:id', async (request, response) => {
  const found = await invoices.find(request.params.id);
  if (found === undefined) response.status(404).json({ error: 'not found' });
  else response.json(found);
});

router.get('/products', async (request, response) => {
  const page = Number(request.query.page ?? 1);
  response.json(await products.list({ page, limit: 50 }));
});

router.get('/products/:id', async (request, response) => {
  const found = await products.find(request.params.id);
  if (found === undefined) response.status(404).json({ error: 'not found' });
  else response.json(found);
});
