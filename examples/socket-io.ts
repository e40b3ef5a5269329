/** Sends every sample to Socket.IO clients as the event `monitoring_update`, and changes of alerts as `alert`. */
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createMonitor, followSamples, monitoringData} from 'mon-tui';
import {Server} from 'socket.io';

const monitor = await createMonitor({intervalMs: 1000});
const httpServer = createServer();
const io = new Server(httpServer);

followSamples(monitor.store, sample => {
	// Volatile: a slow client misses samples, and none are queued for it.
	io.volatile.emit('monitoring_update', monitoringData(sample));
	for (const {kind, alert} of sample.events) {
		io.emit('alert', {event: kind, level: alert.level, message: alert.message});
	}
});

const ending = new AbortController();
process.on('SIGINT', () => ending.abort());
process.on('SIGTERM', () => ending.abort());
httpServer.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
await once(httpServer, 'listening');
console.log(`http://127.0.0.1:${(httpServer.address() as AddressInfo).port}/`);

await monitor.run(ending.signal);
await io.close();
