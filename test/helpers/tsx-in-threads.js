/** To be imported before everything else: TypeScript in worker threads too, where `tsx` alone sees to it from Node 22 on. */
import {isMainThread} from 'node:worker_threads';
import 'tsx';
import {register} from 'tsx/esm/api';

if (!isMainThread) {
	register();
}
