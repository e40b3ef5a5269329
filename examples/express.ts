/**
Runs the monitor inside an Express application: the web page, `/metrics` and the JSON API below `/monitoring/`, the WebSocket on
`ws://HOST:PORT/monitoring`, and a route of the application.
*/
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import express from 'express';
import {attachServer, createMonitor, healthReport, monitoringData} from 'mon-tui';

const monitor = await createMonitor({intervalMs: 1000});
const app = express();
const httpServer = createServer(app);
const broadcast = await attachServer(httpServer, monitor.store, {
	path: '/monitoring',
	health: () => healthReport(monitor),
});

app.use('/monitoring', broadcast.handleRequest);
app.get('/api/monitoring', (_request, response) => {
	const {sample} = monitor.store.getState();
	if (sample) {
		response.json(monitoringData(sample));
	} else {
		response.status(503).json({error: 'nothing was measured yet'});
	}
});

const ending = new AbortController();
process.on('SIGINT', () => ending.abort());
process.on('SIGTERM', () => ending.abort());
httpServer.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
await once(httpServer, 'listening');
console.log(`http://127.0.0.1:${(httpServer.address() as AddressInfo).port}/monitoring/`);

await monitor.run(ending.signal);
await broadcast.close();
httpServer.close();
