import process from 'node:process';
import type {Config} from '../config/definition.js';
import {usage} from '../config/model/usage-error.js';
import type {Command} from '../config/options/commands.js';
import type {Sample} from '../core/sample.js';
import {sectionsOf} from '../measurements/sections.js';
import {encodedSample} from '../protocol/messages/encoded-sample.js';
import {parseTemplate} from '../protocol/messages/template.js';
import {summary} from '../summary/summary.js';
import {summaryLine} from '../summary/summary-line.js';
import {escapeUnprintable, printableText} from '../support/printable.js';
import {terminalSize} from '../support/terminal-size.js';
import {colorDepth} from '../ui/theme/color-depth.js';
import {isUnicodeTerminal} from './terminal.js';

/** Returns the encoder of printed samples. `undefined` if no output was requested and the screen can be shown. */
export function encoderFor(
	config: Config,
	{json, format, once}: Command,
	canShowScreen: boolean,
): ((sample: Sample) => string) | undefined {
	if (json) {
		return sample => escapeUnprintable(String(encodedSample(sample)));
	}

	if (format !== undefined) {
		const fill = usage('--format: ', () => parseTemplate(format));
		return sample => printableText(fill(sectionsOf(sample.snapshot)));
	}

	if (once) {
		const hasColor = Boolean(process.stdout.isTTY) && colorDepth(config.color, process.env) !== 'none';
		const isAscii = config.ascii || !isUnicodeTerminal(process.env);
		return sample => printableText(summary(sample.snapshot, {hasColor, isAscii}));
	}

	const {stdout, env} = process;
	return canShowScreen
		? undefined
		: sample =>
				printableText(summaryLine(sample.snapshot, stdout.isTTY ? terminalSize(stdout, env).columns : undefined));
}
