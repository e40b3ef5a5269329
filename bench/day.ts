/**
What a day of the headless program leaves behind: 172 800 turns on a made-up machine, every collector in every turn, every
sample recorded, one client, alerts that flap, as fast as they go. Takes some minutes. Not part of `npm run bench`.
*/
import process from 'node:process';
import {simulateDay, turnsPerDay} from '../test/helpers/simulated-day.js';
import {printTable} from './figures.js';

const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

const before = process.cpuUsage();
const day = await simulateDay({looks: 8});
const {user, system} = process.cpuUsage(before);
printTable(
	`A day of ${turnsPerDay} turns on Node ${process.versions.node}, ${((user + system) / turnsPerDay).toFixed(0)} µs of processor time each`,
	['turns', 'held MiB', 'resident MiB', 'timers', 'open files', 'samples', 'places'],
	day.holdings.map(({turns, bytes, residentSetBytes, timers, openFiles, samples, places}) => [
		String(turns),
		mebibytes(bytes),
		mebibytes(residentSetBytes),
		...[timers, openFiles, samples, places],
	]),
);
console.log(`${day.received} messages received, ${day.delivered} events delivered, ${day.recorded} samples recorded`);
