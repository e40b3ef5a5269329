import process from 'node:process';
import type {Config} from '../config/definition.js';
import {colorDepth} from '../ui/theme/color-depth.js';

/** Sends a test alert to one handler and prints the result. Returns the exit code. */
export async function tryHandler(name: string, config: Config): Promise<number> {
	const [{createHandlers}, {sendTestAlert}] = await Promise.all([
		import('../delivery/create-handlers.js'),
		import('./test-alert.js'),
	]);
	const handlers = createHandlers(config.alerts.handlers, {
		hasColor: Boolean(process.stderr.isTTY) && colorDepth(config.color, process.env) !== 'none',
		write: text => process.stderr.write(text),
	});
	const {isDelivered, text} = await sendTestAlert(name, handlers);
	if (isDelivered) {
		process.stdout.write(`${text}\n`);
		return 0;
	}

	process.stderr.write(`mon-tui: ${text}\n`);
	return 1;
}
