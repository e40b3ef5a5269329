/**
Takes measurements to something that has no exporter yet: here StatsD, which hears gauges in datagrams. Ends after the
first few. Give the port as the argument.
*/
import {createSocket} from 'node:dgram';
import {createMonitor, type Exporter, followSamples, known} from 'mon-tui';

/** A datagram a sample: nothing waits and nothing gathers, whether anybody hears it or not. */
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
				// What is not known is not sent: it is not zero.
				.filter(([, value]) => value !== undefined)
				.map(([name, value]) => `host.${name}:${value}|g`);
			if (lines.length > 0) {
				sending = new Promise(resolve => {
					// Whoever is away is away; the next sample tries again.
					socket.send(lines.join('\n'), port, host, () => resolve());
				});
			}
		});
		return {
			async [Symbol.asyncDispose]() {
				stop();
				// What is under way is waited for.
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
