import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';

const DEFAULT_PORT = 6379;

/** Whether something that speaks Redis answers at an address; that it wants a password first is an answer. Errors: those of the network. */
export function probeRedis(address: string): Promise<void> {
  const { protocol, hostname: host, port } = new URL(address);
  const to = { host, port: Number(port || DEFAULT_PORT) };
  const socket: Socket = protocol === 'rediss:' ? connectSecurely({ ...to, servername: host }) : connect(to);
  return new Promise<void>((done, fail) => {
    socket.once('error', fail);
    socket.once('close', () => fail(new Error('closed without an answer')));
    socket.once('data', (answer) => (/^[+-]/.test(answer.toString('latin1')) ? done() : fail(new Error('no Redis'))));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.write('PING\r\n');
  }).finally(() => socket.destroy());
}
