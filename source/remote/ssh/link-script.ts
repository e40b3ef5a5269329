import {bundleRequest, messagesGreeting, shellGreeting} from './greeting.js';
import {shellScript} from './shell/script.js';

/** The time that a program there has to answer, in seconds. */
const probeSeconds = 8;

/**
Shell functions. `try` runs a command without input for a limited time. `end` ends a process and its descendants: the command
may be a script.
*/
const functions = `end() { children=; read -r children 2>/dev/null </proc/$1/task/$1/children; kill $1; for one in $children; do end $one; done; }
try() {
"$@" </dev/null 2>/dev/null &
pid=$!
{ count=0; while kill -0 $pid && [ $count -lt ${probeSeconds} ]; do sleep 1; count=$((count + 1)); done; kill -0 $pid && end $pid; } >/dev/null 2>&1 &
wait $pid 2>/dev/null
}`;

/** Fails on a Node that the collectors do not support. */
const nodeCheck = 'const [a, b] = process.versions.node.split("."); if (!(a > 20 || (a == 20 && b > 18))) throw 1';

/** Returns a program that reads the collectors from the input and runs them. Nothing is written to a disk. */
function nodeLoader(bundleBytes: number): string {
	return [
		'const fs = require("fs")',
		`const bytes = Buffer.alloc(${bundleBytes})`,
		'let length = 0',
		'while (length < bytes.length) { const count = fs.readSync(0, bytes, length, bytes.length - length); if (count === 0) throw 1; length += count }',
		'new Function("require", require("zlib").gunzipSync(bytes))(require)',
	].join(';');
}

/**
Returns the script that runs on the other side: mon-tui if it is there and understands this version; otherwise, if Node is
there, the collectors of `bundleBytes`; otherwise the shell itself.
*/
export function linkScript(bundleBytes: number | undefined): string {
	return [
		functions,
		'if command -v mon-tui >/dev/null',
		`then case $(try mon-tui --stdio) in '${messagesGreeting}'*) exec mon-tui --stdio;; esac`,
		'fi',
		...(bundleBytes === undefined
			? []
			: [
					`if command -v node >/dev/null && try node -e '${nodeCheck}' >/dev/null`,
					`then echo '${bundleRequest}'; exec node -e '${nodeLoader(bundleBytes)}'`,
					'fi',
				]),
		`[ -r /proc/stat ] || { echo 'the machine has neither mon-tui nor Node.js; without them it must run Linux' >&2; exit 1; }`,
		`echo '${shellGreeting}'`,
		shellScript,
	].join('\n');
}
