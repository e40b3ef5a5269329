/**
Tells alerts to something that has no handler yet: here a pager that takes a line of text by HTTP. What fails is tried again,
with growing pauses, and a pager that hangs holds up nobody else. Give the address as the argument.
*/
import {
	createHandlerSet,
	createMonitor,
	createRules,
	DeliveryError,
	deliver,
	functionHandler,
	headline,
	levelFilter,
} from 'mon-tui';

const [url = 'http://127.0.0.1:9999/'] = process.argv.slice(2);
const ending = new AbortController();
const pager = functionHandler('pager', async (notification, signal) => {
	const response = await fetch(url, {method: 'POST', body: headline(notification), signal});
	if (!response.ok) {
		// 4xx: the same again would be refused again.
		throw new DeliveryError(`the pager answers ${response.status}`, {isRetryable: response.status >= 500});
	}

	console.log('delivered');
	ending.abort();
});

const monitor = await createMonitor({only: ['memory'], rules: createRules(['memory.percentage>,0.1'])});
const handlers = createHandlerSet({report: monitor.report, pace: {groupWaitMs: 100}});
handlers.add(pager, {filters: [levelFilter('CRITICAL')], timeoutMs: 5000});
await using _delivery = monitor.follow(deliver(handlers));
await monitor.run(ending.signal);
