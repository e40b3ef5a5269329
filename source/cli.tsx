import {existsSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import tty from 'node:tty';
import type {Command} from './config/commands.js';
import type {Config} from './config/definition.js';
import {helpText} from './config/help-text.js';
import {loadConfig} from './config/load-config.js';
import {printConfig} from './config/print-config.js';
import {UsageError} from './config/usage-error.js';
import {createDemand} from './demand.js';
import {stopJob} from './job-control.js';
import {createLocalMonitor} from './local-monitor.js';
import {createLog} from './log/log.js';
import {logChanges} from './log/log-changes.js';
import {type LogFile, openLogFile} from './log/log-file.js';
import {thisMachine} from './metrics/collectors.js';
import type {Monitor} from './monitor.js';
import {followPlainly} from './plain-output.js';
import {localProcessService} from './process-service.js';
import {encodeMonitoringData} from './protocol/monitoring-data.js';
import {parseTemplate} from './protocol/template.js';
import type {Sample} from './sample.js';
import {summary} from './summary/summary.js';
import {summaryLine} from './summary/summary-line.js';
import {canShowScreen, graphStyleFor, isReadAloud, isUnicodeTerminal} from './terminal.js';
import {noAlertService} from './ui/alerts/service.js';
import {type KeyBinding, rebind} from './ui/keys.js';
import {colorDepth} from './ui/theme/color-depth.js';
import {version} from './version.js';
import {sectionsOf} from './wire/sections.js';

const usageExitCode = 2;

/** How often a screen reader is given a line. */
const spokenIntervalMs = 5000;

/** Signals that end the program in order: the terminal is given back first. */
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

async function main(): Promise<void> {
	const {config, command} = await loadConfig({argv: process.argv.slice(2), env: process.env});
	if (command.help) {
		process.stdout.write(`${helpText(version)}\n`);
		return;
	}

	if (command.version) {
		process.stdout.write(`${version}\n`);
		return;
	}

	if (command.printConfig) {
		process.stdout.write(`${printConfig(config)}\n`);
		return;
	}

	if (command.testAlert !== undefined) {
		await tryHandler(command.testAlert, config);
		return;
	}

	checkRoot(config.root);
	const encode = encoderFor(config, command);
	const bindings = usage('', () => rebind(config.keys));
	let failure: unknown;
	const ending = new AbortController();
	const end = (): void => ending.abort();
	for (const signal of endingSignals) {
		// Not `once`: with no listener left, Ink's own would send the signal again and kill us before we are done.
		process.on(signal, end);
	}

	process.on('uncaughtException', error => {
		failure ??= error;
		end();
	});

	// Whoever reads us is gone, or the terminal is closed: nothing is left to do.
	process.stdout.on('error', end);
	process.stdin.on('error', end);

	using logFile = openLog(config);
	const log = createLog(config.log.level, line => logFile?.write(line));
	log('info', 'monitor', `mon-tui ${version} starts`);
	const processList = createDemand();
	const monitor = await createLocalMonitor({...config, isProcessListWanted: processList.isWanted});
	logChanges(monitor.store, log);
	// Before the first turn, so that the list has its shares of the processor from the second on.
	processList.want();
	const running = monitor.run(ending.signal).finally(end);
	if (encode) {
		followPlainly(monitor.store, {
			encode,
			write: text => process.stdout.write(text),
			leastIntervalMs: isReadAloud(process.env) ? spokenIntervalMs : 0,
			isOnce: command.once,
			onDone: end,
		});
	} else {
		await showScreen(config, bindings, monitor, ending.signal);
		end();
	}

	await running;
	log('info', 'monitor', 'mon-tui ends');
	if (failure !== undefined) {
		throw failure;
	}
}

async function tryHandler(name: string, config: Config): Promise<void> {
	const [{createHandlers}, {sendTestAlert}] = await Promise.all([
		import('./delivery/create-handlers.js'),
		import('./test-alert.js'),
	]);
	const handlers = createHandlers(config.alerts.handlers, {
		hasColor: Boolean(process.stderr.isTTY) && colorDepth(config.color, process.env) !== 'none',
		write: text => process.stderr.write(text),
	});
	const {isDelivered, text} = await sendTestAlert(name, handlers);
	if (isDelivered) {
		process.stdout.write(`${text}\n`);
	} else {
		process.stderr.write(`mon-tui: ${text}\n`);
		process.exitCode = 1;
	}
}

/** Every metric would fail for the same reason: better said once, at the start. */
function checkRoot(root: string | undefined): void {
	if (root !== undefined && !existsSync(path.join(root, 'proc', 'stat'))) {
		throw new UsageError(
			`--root: ${root} holds no proc/stat. It must be where the root of the machine to watch is mounted`,
		);
	}
}

function openLog({log: {file}}: Config): LogFile | undefined {
	return file === undefined ? undefined : usage('--log-file: ', () => openLogFile(file));
}

/** What to print for each sample, or `undefined` when the screen is to be shown. */
function encoderFor(config: Config, command: Command): ((sample: Sample) => string) | undefined {
	if (command.json) {
		return encodeMonitoringData;
	}

	if (command.format !== undefined) {
		const {format} = command;
		const fill = usage('--format: ', () => parseTemplate(format));
		return sample => fill(sectionsOf(sample.snapshot));
	}

	if (command.once) {
		const hasColor = Boolean(process.stdout.isTTY) && colorDepth(config.color, process.env) !== 'none';
		const isAscii = config.ascii || !isUnicodeTerminal(process.env);
		return sample => summary(sample.snapshot, {hasColor, isAscii});
	}

	return canShowScreen(Boolean(process.stdout.isTTY), process.env) ? undefined : sample => summaryLine(sample.snapshot);
}

/** What goes wrong in `parse` is the user's to mend: one line, and the exit code for wrong use. */
function usage<Value>(prefix: string, parse: () => Value): Value {
	try {
		return parse();
	} catch (error) {
		throw new UsageError(`${prefix}${error instanceof Error ? error.message : String(error)}`, {cause: error});
	}
}

/** Loaded only now: most of the start-up is Ink's. */
async function showScreen(
	config: Config,
	bindings: readonly KeyBinding[],
	monitor: Monitor,
	signal: AbortSignal,
): Promise<void> {
	// A line of Node's on the terminal would shift the whole screen.
	process.removeAllListeners('warning');
	const [{runScreen}, {createLook}] = await Promise.all([import('./ui/screen.js'), import('./ui/look.js')]);
	const look = createLook({
		theme: config.theme,
		colorDepth: colorDepth(config.color, process.env),
		isAscii: config.ascii || !isUnicodeTerminal(process.env),
		graphStyle: graphStyleFor(config.graph, process.env),
	});
	await runScreen(
		{
			monitor,
			look,
			bindings,
			service: localProcessService(thisMachine(config.root), config.readOnly),
			alertService: noAlertService,
			viewChoice: config.view,
			hasKeyboard: Boolean(process.stdin.isTTY),
			stop: stopJob,
		},
		signal,
	);
}

/** What does not end by itself by then is not waited for. */
const longestGoodbyeMs = 500;

let isHungUp = false;
process.on('SIGHUP', () => {
	isHungUp = true;
});

try {
	await main();
} catch (error) {
	const isUsage = error instanceof UsageError;
	process.stderr.write(`mon-tui: ${isUsage ? error.message : describe(error)}\n`);
	process.exitCode = isUsage ? usageExitCode : 1;
}

// Node 20 aborts when it gives a terminal its settings back that is gone. Ended by the signal itself, it does not try.
if (isHungUp && !tty.isatty(1)) {
	process.removeAllListeners('SIGHUP');
	process.kill(process.pid, 'SIGHUP');
}

setTimeout(() => process.exit(), longestGoodbyeMs).unref();

function describe(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
