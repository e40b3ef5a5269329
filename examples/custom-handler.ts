/**
Sends alerts to a receiver without a built-in handler, here a pager that accepts a line of text by HTTP. A failed delivery is retried
after growing pauses, and a pager that hangs delays no other handler. The argument is the address of the pager.
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
		// 4xx: the pager would refuse the same request again.
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
