/** Prints the CPU usage of another machine, five times: `node --import=tsx examples/remote.ts ws://web-01:8765` */
import process from 'node:process';
import {connect, formatPercent, known} from 'mon-tui';

const [url = 'ws://127.0.0.1:8765'] = process.argv.slice(2);
await using server = connect(url, {
	token: process.env.MON_TUI_TOKEN,
	subscription: {metrics: ['processor', 'memory.percentage']},
});
let samples = 0;
for await (const event of server) {
	if (event.type === 'alert') {
		console.log(`${event.change}: ${event.alert.message}`);
	}

	if (event.type === 'sample') {
		const used = known(event.sample.snapshot.readings.processor)?.total.usedPercent;
		console.log(used === undefined ? 'not known' : formatPercent(used));
		samples += 1;
		if (samples === 5) {
			break;
		}
	}
}
