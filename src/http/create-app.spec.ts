import { Controller, Get, Module, Post } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { type Config, readConfig } from '../config.js';
import { ConfigModule } from '../config.module.js';
import { StoreModule } from '../store/store.module.js';
import { Allow, Public } from './allow.js';
import { createHttpApp } from './create-app.js';
import { HttpModule } from './http.module.js';

/** No database is there: nothing here asks it. */
const config: Config = { ...readConfig({ LOG_FILE: '/dev/null' }), databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' };

async function start(controller: new () => object, publicPaths: string[] = []) {
  @Module({ imports: [ConfigModule.with(config), StoreModule, HttpModule], controllers: [controller] })
  class TestModule {}
  const app = await createHttpApp(TestModule, config, { publicPaths });
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  return { app, fastify, init: () => app.init() };
}

describe('createHttpApp', () => {
  it('does not start with a route that says nowhere who may use it', async () => {
    @Controller('v1/open')
    class Careless {
      @Get()
      read() {
        return 'everybody';
      }
    }
    const { init } = await start(Careless);
    await expect(init()).rejects.toThrow('GET /v1/open says nowhere who may use it');
  });

  it('does not start with such a route of a plugin, unless its path is public', async () => {
    @Controller('v1/ruled')
    class Ruled {
      @Get()
      @Public()
      read() {
        return 'everybody';
      }
    }
    const { fastify } = await start(Ruled);
    expect(() => fastify.get('/console/page', async () => 'page')).toThrow('/console/page');
    const open = await start(Ruled, ['/console']);
    open.fastify.get('/console/page', async () => 'page');
    await open.init();
    expect((await open.app.inject({ method: 'GET', url: '/console/page' })).body).toBe('page');
    await open.app.close();
  });

  it('answers 503 where the keys cannot be looked up, and never lets anybody in', async () => {
    let calls = 0;
    @Controller('v1/ruled')
    class Ruled {
      @Post()
      @Allow(['admin'], { streamsBody: true })
      write() {
        calls += 1;
        return 'done';
      }
    }
    const { app, init } = await start(Ruled);
    await init();
    const answer = await app.inject({ method: 'POST', url: '/v1/ruled', headers: { authorization: 'Bearer key' }, payload: { a: 1 } });
    expect([answer.statusCode, calls]).toEqual([503, 0]);
    expect((await app.inject({ method: 'POST', url: '/v1/ruled', payload: { a: 1 } })).statusCode).toBe(401);
    await app.close();
  });
});
