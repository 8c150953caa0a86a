import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Tooltip } from '@base-ui/react/tooltip'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { isRefusal } from './client.ts'
import './desk.css'
import { dress } from './kit/settings.ts'
import { ToastShelf } from './kit/toast.tsx'
import { router } from './routes.tsx'

dress()
// Asked for now, the book face is there when the first promise is drawn.
void document.fonts.load('500 1em Literata')

const client = new QueryClient({
  defaultOptions: {
    // The client itself tries safe calls again; a refusal would only be refused again.
    queries: { retry: false, gcTime: 10 * 60_000 },
    mutations: { retry: false },
  },
})

client.getQueryCache().subscribe(({ query, type }) => {
  if (type !== 'updated' || query.queryKey[0] === 'me') return
  const { error } = query.state
  if (isRefusal(error) && error.problem.status === 401) void client.invalidateQueries({ queryKey: ['me'] })
})

const place = document.getElementById('desk')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Tooltip.Provider delay={400}>
          <ToastShelf>
            <RouterProvider router={router} />
          </ToastShelf>
        </Tooltip.Provider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
