import process from 'node:process';
import type {Config} from '../config/definition.js';
import {usageOf} from '../config/model/usage-error.js';
import {openRecording} from '../recording/read/recording.js';
import {createReport} from '../recording/report/report.js';
import {encodeReport} from '../recording/report/report-json.js';
import {reportText} from '../recording/report/report-text.js';
import {escapeUnprintable, printableText} from '../support/printable.js';
import {colorDepth} from '../ui/theme/color-depth.js';
import {isUnicodeTerminal} from './terminal.js';

/** Prints the summary of a recording, as text or as JSON. */
export async function printReport(place: string, isJson: boolean, config: Config): Promise<void> {
	const recording = await usageOf('--report: ', () => openRecording(place));
	const report = await createReport(recording);
	const text = isJson
		? escapeUnprintable(encodeReport(report))
		: reportText(report, {
				hasColor: Boolean(process.stdout.isTTY) && colorDepth(config.color, process.env) !== 'none',
				isAscii: config.ascii || !isUnicodeTerminal(process.env),
			});
	process.stdout.write(`${isJson ? text : printableText(text)}\n`);
}
