using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace SharedEncoder;

/// <summary>Threads that call the decoder until they are stopped, and what it answered.</summary>
internal sealed class CallersOfDecoderB(DecoderB decoder, float[,] input, int threads)
{
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly List<Thread> _threads = [];
    private volatile bool _isStopped;

    /// <summary>Starts the threads, and waits until each has had an answer.</summary>
    public void Start()
    {
        using var ready = new CountdownEvent(threads);
        for (int i = 0; i < threads; i++)
        {
            var thread = new Thread(() => Call(ready));
            _threads.Add(thread);
            thread.Start();
        }

        ready.Wait();
    }

    /// <summary>Lets each thread make one call more, and stops it.</summary>
    public void Stop()
    {
        _isStopped = true;
        _threads.ForEach(thread => thread.Join());
    }

    /// <summary>How often it gave an answer.</summary>
    public int Count(Tensor<float> answer) => _answers.GetValueOrDefault(TextOf(answer));

    /// <summary>How often it gave neither of two answers.</summary>
    public int Others(Tensor<float> one, Tensor<float> other) => _answers.Where(answer => answer.Key != TextOf(one) && answer.Key != TextOf(other)).Sum(answer => answer.Value);

    private void Call(CountdownEvent ready)
    {
        Add(decoder.Decode(input).Output);
        ready.Signal();
        while (!_isStopped)
        {
            Add(decoder.Decode(input).Output);
        }

        Add(decoder.Decode(input).Output);
    }

    private void Add(Tensor<float> answer) => _answers.AddOrUpdate(TextOf(answer), 1, (_, count) => count + 1);

    private static string TextOf(Tensor<float> answer) => string.Join(' ', answer.Select(BitConverter.SingleToInt32Bits));
}
