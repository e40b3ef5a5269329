/**
Sends measurements to a system without a built-in exporter, here StatsD, which receives gauges in datagrams. Ends after five samples.
The argument is the port.
*/
import {createSocket} from 'node:dgram';
import {createMonitor, type Exporter, followSamples, known} from 'mon-tui';

/** Sends one datagram per sample. Nothing is queued, whether there is a receiver or not. */
function statsd(port: number, host = '127.0.0.1'): Exporter {
	return store => {
		const socket = createSocket('udp4');
		let sending: Promise<void> | undefined;
		const stop = followSamples(store, ({snapshot: {readings}}) => {
			const gauges = {
				'cpu.usage': known(readings.processor)?.total.usedPercent,
				'memory.used': known(readings.memory)?.usedBytes,
				'load.1m': known(readings.load)?.load1,
			};
			const lines = Object.entries(gauges)
				// A value that is not known is not sent: it is not zero.
				.filter(([, value]) => value !== undefined)
				.map(([name, value]) => `host.${name}:${value}|g`);
			if (lines.length > 0) {
				sending = new Promise(resolve => {
					// A datagram without a receiver is lost; the next sample sends another.
					socket.send(lines.join('\n'), port, host, () => resolve());
				});
			}
		});
		return {
			async [Symbol.asyncDispose]() {
				stop();
				// Waits for the datagram that is being sent.
				await sending;
				await new Promise<void>(resolve => socket.close(resolve));
			},
		};
	};
}

const [port = '8125'] = process.argv.slice(2);
const ending = new AbortController();
const monitor = await createMonitor({intervalMs: 100, only: ['processor', 'memory']});
await using _statsd = monitor.follow(statsd(Number(port)));
followSamples(monitor.store, ({sequence}) => {
	if (sequence === 5) {
		ending.abort();
	}
});
await monitor.run(ending.signal);
