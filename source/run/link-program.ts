/**
The program that is sent over ssh to a machine with Node and without mon-tui. It measures that machine with the default
settings.
*/
import {serveMessages} from './serve-messages.js';

void serveMessages({}, new AbortController().signal);
