/** Adds a scrape endpoint to an existing HTTP server. `mon-tui --serve` has one at `/metrics`. */
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createMonitor, prometheusText} from 'mon-tui';

const monitor = await createMonitor({intervalMs: 5000});
const httpServer = createServer((request, response) => {
	const {sample} = monitor.store.getState();
	if (request.url !== '/metrics') {
		response.writeHead(404).end('There is /metrics\n');
	} else if (sample) {
		response.writeHead(200, {'Content-Type': 'text/plain; version=0.0.4; charset=utf-8'}).end(prometheusText(sample));
	} else {
		response.writeHead(503).end('nothing was measured yet\n');
	}
});

const ending = new AbortController();
process.on('SIGINT', () => ending.abort());
process.on('SIGTERM', () => ending.abort());
httpServer.listen(Number(process.env.PORT ?? 8000), '127.0.0.1');
await once(httpServer, 'listening');
console.log(`http://127.0.0.1:${(httpServer.address() as AddressInfo).port}/metrics`);

await monitor.run(ending.signal);
httpServer.close();
