import process from 'node:process';
import {helpText} from './config/help/help-text.js';
import {UsageError} from './config/model/usage-error.js';
import {isFleet} from './config/options/connect.js';
import {printConfig} from './config/print-config.js';
import {loadConfig} from './config/sources/load-config.js';
import {createStore} from './core/store.js';
import {isJournal, journalMark} from './log/journal.js';
import type {LogLevel} from './log/log.js';
import {ConnectionError} from './remote/client/connection-error.js';
import {unknownExitCode, unknownResult} from './run/check/check-result.js';
import {watchHangUp} from './run/hang-up.js';
import {takeServiceManager} from './run/service-manager/service-manager.js';
import {type SettledConfig, settle} from './run/settle.js';
import {watch} from './run/watch.js';
import {ServerStartError} from './server/start-error.js';
import {neverWait} from './support/bounded-output.js';
import {errorChain} from './support/error-chain.js';
import {printableText} from './support/printable.js';
import {errorMessage, systemReason} from './support/system-error.js';
import {applyTimeZone} from './support/time-zone/apply-time-zone.js';
import {version} from './support/version.js';
import {keyFaults} from './ui/input/keys.js';

const usageExitCode = 2;

/** With `--check`, mon-tui prints a result even for an error. */
const isCheck = process.argv.includes('--check');
/** The exit code for errors where 1 and 2 are results. */
const errorExitCode = isCheck || process.argv.includes('--diagnose') ? unknownExitCode : undefined;

/** Signals that shut the program down. The terminal is restored first. */
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGQUIT'] as const;

/** Maximum time to wait for the process to end by itself. */
const shutdownTimeoutMs = 500;

const hangUp = watchHangUp();
const isOnTerminal = Boolean(process.stdout.isTTY);

/** Whether to wait until a slow reader has read all output. */
let isOutputAwaited = true;

/** How errors are printed. `--debug` is effective before the configuration is read, which may also set it. */
const errorOutput = {isVerbose: process.argv.includes('--debug')};

/** Runs mon-tui. Returns the exit code. */
async function main(): Promise<number> {
	const load = async (): Promise<SettledConfig> =>
		settle(await loadConfig({argv: process.argv.slice(2), env: process.env, keyFaults}));
	const settled = await load();
	const {config, command, warnings} = settled;
	errorOutput.isVerbose = config.debug;
	if (command.help) {
		process.stdout.write(`${helpText(version)}\n`);
		return 0;
	}

	if (command.version) {
		process.stdout.write(`${version}\n`);
		return 0;
	}

	if (command.completion !== undefined) {
		const {completionScript} = await import('./config/completion/completion-script.js');
		process.stdout.write(completionScript(command.completion));
		return 0;
	}

	if (command.printConfig) {
		process.stdout.write(`${printConfig(config)}\n`);
		return 0;
	}

	// This comes before the first child process, which must not see the variables of the service manager.
	const serviceManager = takeServiceManager(process.env, process.pid);
	if (command.testAlert !== undefined) {
		const {tryHandler} = await import('./run/try-handler.js');
		return tryHandler(command.testAlert, config);
	}

	if (command.doctor) {
		const {examine} = await import('./run/doctor/examine.js');
		return examine(settled);
	}

	if (command.report !== undefined) {
		const {printReport} = await import('./run/print-report.js');
		await printReport(command.report, command.json, config);
		return 0;
	}

	if (command.diagnose && command.replay !== undefined) {
		const {diagnoseRecording} = await import('./run/diagnose/diagnose-recording.js');
		return diagnoseRecording(command.replay, config, command);
	}

	for (const warning of warnings) {
		printMessage('warn', warning);
	}

	let failure: unknown;
	const ending = new AbortController();
	const end = (): void => {
		isOutputAwaited = false;
		ending.abort();
	};
	for (const signal of endingSignals) {
		// `on` and not `once`: without a listener, Ink would send the signal again and end the process before the shutdown is complete.
		process.on(signal, end);
	}

	const reloadRequests = createStore(0);
	hangUp.follow({
		isService: command.headless || !isOnTerminal,
		end,
		reload: () => reloadRequests.setState(count => count + 1),
	});
	isOutputAwaited =
		command.once || command.check || command.diagnose || (command.replay !== undefined && !isOnTerminal);
	if (!isOutputAwaited) {
		neverWait(process.stdout);
		neverWait(process.stderr);
	}

	process.on('uncaughtException', error => {
		failure ??= error;
		end();
	});

	// The reader of the output is gone, or the terminal is closed.
	process.stdout.on('error', end);
	process.stdin.on('error', end);

	if (command.stdio) {
		const {serveMessages} = await import('./run/serve-messages.js');
		const {intervalMs, root, metrics, history} = config;
		return serveMessages({intervalMs, root, metrics, history, rules: settled.rules}, ending.signal);
	}

	const isFleetMode = isFleet(config.connect) && command.replay === undefined;
	const exitCode = isFleetMode
		? await (await import('./run/watch-fleet.js')).watchFleet({settled, load, reloadRequests, ending, serviceManager})
		: await watch({settled, load, reloadRequests, ending, serviceManager});
	if (failure !== undefined) {
		throw failure;
	}

	return exitCode;
}

applyTimeZone();
process.stdout.on('error', reportLostOutput);
// An error of standard error cannot be reported anywhere else. A service continues without its log.
process.stderr.on('error', () => {});
try {
	const exitCode = await main();
	// Output may have been lost.
	process.exitCode ||= exitCode;
} catch (error) {
	const isUsage = error instanceof UsageError;
	const isExpected = isUsage || error instanceof ServerStartError || error instanceof ConnectionError;
	const lines = isUsage ? error.mistakes : [errorMessage(error)];
	if (isCheck) {
		const more = lines.length > 1 ? ` (and ${lines.length - 1} more)` : '';
		process.stdout.write(`${unknownResult(`${lines[0]}${more}`).line}\n`);
	}

	for (const line of isExpected ? lines : []) {
		printMessage('error', line);
	}

	if (errorOutput.isVerbose || !isExpected) {
		printMessage(isExpected ? 'debug' : 'error', errorChain(error));
	}

	process.exitCode = errorExitCode ?? (isUsage ? usageExitCode : 1);
}

// Node 20 aborts when it restores the settings of a closed terminal. A process that is ended by the signal does not restore them.
if (hangUp.isGone()) {
	process.removeAllListeners('SIGHUP');
	process.kill(process.pid, 'SIGHUP');
}

if (isOutputAwaited) {
	for (const signal of endingSignals) {
		process.removeAllListeners(signal);
	}

	await new Promise<unknown>(resolve => process.stdout.write('', resolve));
}

setTimeout(() => process.exit(), shutdownTimeoutMs).unref();

/** Reports output that cannot be written, such as on a full disk. A closed pipe or terminal is not an error. */
function reportLostOutput(error: NodeJS.ErrnoException): void {
	process.stdout.off('error', reportLostOutput).on('error', () => {});
	if (error.code !== 'EPIPE' && !isOnTerminal) {
		printMessage('error', `cannot write to standard output: ${systemReason(error)}`);
		process.exitCode = errorExitCode ?? 1;
	}
}

/** Prints a message on standard error, with a priority if standard error is the journal. */
function printMessage(level: LogLevel, text: string): void {
	const mark = isJournal(process.env) ? journalMark(level) : '';
	process.stderr.write(`${mark}mon-tui: ${printableText(text).replaceAll('\n', `\n${mark}`)}\n`);
}
