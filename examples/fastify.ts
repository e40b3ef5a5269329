/** Runs the monitor inside a Fastify application, below `/monitoring/`, on the HTTP server of Fastify. */
import fastify from 'fastify';
import {attachServer, createMonitor, healthReport, monitoringData} from 'mon-tui';

const monitor = await createMonitor({intervalMs: 1000});
const app = fastify();
const broadcast = await attachServer(app.server, monitor.store, {
	path: '/monitoring',
	health: () => healthReport(monitor),
});

app.get('/monitoring/*', (request, reply) => {
	// The handler of the monitor writes the response.
	reply.hijack();
	broadcast.handleRequest(request.raw, reply.raw);
});
app.get('/api/monitoring', async (_request, reply) => {
	const {sample} = monitor.store.getState();
	return sample ? monitoringData(sample) : reply.code(503).send({error: 'nothing was measured yet'});
});

const ending = new AbortController();
process.on('SIGINT', () => ending.abort());
process.on('SIGTERM', () => ending.abort());
console.log(`${await app.listen({port: Number(process.env.PORT ?? 3000), host: '127.0.0.1'})}/monitoring/`);

await monitor.run(ending.signal);
await broadcast.close();
await app.close();
