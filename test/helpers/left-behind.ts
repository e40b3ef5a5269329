import {spawnSync} from 'node:child_process';
import type {Terminal} from '@xterm/headless';

/** What stty(1) says of the terminal open as `line`. */
export function readLineSettings(line: number): string {
	return spawnSync('stty', ['-a'], {stdio: [line, 'pipe', 'ignore'], encoding: 'utf8'}).stdout;
}

/** The flags that raw mode switches off. */
const cookedFlags = ['icanon', 'echo', 'isig', 'iexten', 'icrnl', 'ixon', 'opost'];

/** In words, what of the line settings is still as in raw mode; a leading dash means off. */
export function rawSettings(settings: string): readonly string[] {
	const words = settings.split(/[\s;]+/);
	return cookedFlags.filter(flag => words.includes(`-${flag}`)).map(flag => `stty -${flag}`);
}

/** Writes a blank where the cursor stands, as the shell's prompt would, and looks whether it is coloured. */
export async function coloursOn(emulator: Terminal): Promise<readonly string[]> {
	const {cursorX, cursorY, baseY} = emulator.buffer.active;
	await new Promise<void>(resolve => emulator.write(' ', resolve));
	const cell = emulator.buffer.active.getLine(baseY + cursorY)?.getCell(cursorX);
	return cell === undefined || cell.isAttributeDefault() ? [] : ['colours or text attributes'];
}
