import process from 'node:process';
import tty from 'node:tty';
import {ConnectionError} from './client/connection-error.js';
import {isFleet} from './config/connect.js';
import {helpText} from './config/help-text.js';
import {loadConfig} from './config/load-config.js';
import {printConfig} from './config/print-config.js';
import {UsageError} from './config/usage-error.js';
import {errorChain} from './error-chain.js';
import {isJournal, journalMark} from './log/journal.js';
import type {LogLevel} from './log/log.js';
import {type SettledConfig, settle} from './run/settle.js';
import {unknownExitCode, watch} from './run/watch.js';
import {ServerStartError} from './server/start-error.js';
import {createStore} from './store.js';
import {systemReason} from './system-error.js';
import {keyFaults} from './ui/keys.js';
import {version} from './version.js';

const usageExitCode = 2;

/** Signals that end the program in order: the terminal is given back first. */
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGQUIT'] as const;

/** What does not end by itself by then is not waited for. */
const longestGoodbyeMs = 500;

/** Standard input, output and error, where they are terminals. */
const terminals = [0, 1, 2].filter(fd => tty.isatty(fd));

/** How errors are told: `--debug` holds before the configuration is read, which may hold it too. */
const telling = {isInFull: process.argv.includes('--debug')};

/** Returns the exit code. */
async function main(): Promise<number> {
	const load = async (): Promise<SettledConfig> =>
		settle(await loadConfig({argv: process.argv.slice(2), env: process.env, keyFaults}));
	const settled = await load();
	const {config, command, warnings} = settled;
	telling.isInFull = config.debug;
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

	if (command.testAlert !== undefined) {
		const {tryHandler} = await import('./run/try-handler.js');
		return tryHandler(command.testAlert, config);
	}

	if (command.report !== undefined) {
		const {printReport} = await import('./run/print-report.js');
		await printReport(command.report, command.json, config);
		return 0;
	}

	for (const warning of warnings) {
		complain('warn', warning);
	}

	let failure: unknown;
	const ending = new AbortController();
	const end = (): void => ending.abort();
	for (const signal of endingSignals) {
		// Not `once`: with no listener left, Ink's own would send the signal again and kill us before we are done.
		process.on(signal, end);
	}

	// The same signal asks a service to read its configuration anew, and tells that the terminal has been closed.
	const reloadRequests = createStore(0);
	process.on('SIGHUP', () => {
		if (isTerminalGone()) {
			end();
		} else {
			reloadRequests.setState(count => count + 1);
		}
	});

	process.on('uncaughtException', error => {
		failure ??= error;
		end();
	});

	// Whoever reads us is gone, or the terminal is closed: nothing is left to do.
	process.stdout.on('error', end);
	process.stdin.on('error', end);

	const isFleetWanted = isFleet(config.connect) && command.replay === undefined;
	const exitCode = isFleetWanted
		? await (await import('./run/watch-fleet.js')).watchFleet({settled, load, reloadRequests, ending})
		: await watch({settled, load, reloadRequests, ending});
	if (failure !== undefined) {
		throw failure;
	}

	return exitCode;
}

process.stdout.on('error', tellLostOutput);
try {
	const exitCode = await main();
	// Output may have been lost.
	process.exitCode ||= exitCode;
} catch (error) {
	const isUsage = error instanceof UsageError;
	const isTold = isUsage || error instanceof ServerStartError || error instanceof ConnectionError;
	for (const line of isUsage ? error.mistakes : isTold ? [error.message] : []) {
		complain('error', line);
	}

	if (telling.isInFull || !isTold) {
		complain(isTold ? 'debug' : 'error', errorChain(error));
	}

	process.exitCode = process.argv.includes('--check') ? unknownExitCode : isUsage ? usageExitCode : 1;
}

// Node 20 aborts when it gives a terminal its settings back that is gone. Ended by the signal itself, it does not try.
if (isTerminalGone()) {
	process.removeAllListeners('SIGHUP');
	process.kill(process.pid, 'SIGHUP');
}

setTimeout(() => process.exit(), longestGoodbyeMs).unref();

/** That a reader has had enough, or a terminal is closed, is the usual end of a program; a full disk is not. */
function tellLostOutput(error: NodeJS.ErrnoException): void {
	process.stdout.off('error', tellLostOutput).on('error', () => {});
	if (error.code !== 'EPIPE' && !terminals.includes(1)) {
		complain('error', `the standard output cannot be written: ${systemReason(error)}`);
		process.exitCode = 1;
	}
}

function isTerminalGone(): boolean {
	return terminals.some(fd => !tty.isatty(fd));
}

/** On standard error, marked for the journal where that is its reader. */
function complain(level: LogLevel, text: string): void {
	const mark = isJournal(process.env) ? journalMark(level) : '';
	process.stderr.write(`${mark}mon-tui: ${text.replaceAll('\n', `\n${mark}`)}\n`);
}
