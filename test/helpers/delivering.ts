/**
Delivers alerts until it is killed: `delivering.ts SPOOL URL COUNT` posts that many, each a message of its own, and sends
what an earlier run left.
*/
import process from 'node:process';
import {createHandlerSet} from '../../source/delivery/handler-set.js';
import {webhookHandler} from '../../source/delivery/handlers/webhook.js';
import {openSpool} from '../../source/delivery/memory/spool.js';
import {burst} from './alert-events.js';

const [spoolDirectory = '', url = '', count = '0'] = process.argv.slice(2);
const spool = await openSpool({directory: spoolDirectory});
const handlers = createHandlerSet({
	spool,
	pace: {groupWaitMs: 1, maxEvents: 1, backoff: {firstMs: 5, maxMs: 20}},
});
handlers.add(webhookHandler({name: 'ops', url}));
handlers.post(burst(Number(count)), 'web-01');
setInterval(() => {}, 60_000);
