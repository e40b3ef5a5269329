/** Reads the recording that is named from end to end, and prints what memory the process had at most, in bytes. */
import process from 'node:process';
import {openRecording} from '../source/recording/read/recording.js';
import {createReport} from '../source/recording/report/report.js';

const [place = ''] = process.argv.slice(2);
await createReport(await openRecording(place));
console.log(process.resourceUsage().maxRSS * 1024);
