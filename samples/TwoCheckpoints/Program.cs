using System.Numerics.Tensors;
using TwoCheckpoints;

float[,] input = { { 0.5f, -1, 0.25f, 2 }, { 1, 0, -1, 0.5f }, { -0.5f, 1.5f, 0, 1 } };

using var modelA = ModelA.Load();
using var modelB = ModelB.Load();
Console.WriteLine($"Two checkpoints of tf.train.Saver, whose variables have the same names, on {modelA.Info.Engine}:");
var (a, b) = (modelA.Predict(input).Output, modelB.Predict(input).Output);
Show("model_a", a);
Show("model_b", b);

bool inTurn = true;
for (int i = 0; i < 1000; i++)
{
    inTurn &= modelA.Predict(input).Output.SequenceEqual(a) && modelB.Predict(input).Output.SequenceEqual(b);
}

Console.WriteLine($"  called in turn, 1000 times each: {(inTurn ? "always the same answers" : "other answers")}");

int wrong = 0;
var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
{
    for (int i = 0; i < 1000; i++)
    {
        bool isRight = (number + i) % 2 == 0 ? modelA.Predict(input).Output.SequenceEqual(a) : modelB.Predict(input).Output.SequenceEqual(b);
        Interlocked.Add(ref wrong, isRight ? 0 : 1);
    }
})).ToList();
threads.ForEach(thread => thread.Start());
threads.ForEach(thread => thread.Join());
Console.WriteLine($"  called from 8 threads, 8000 times: {wrong} wrong answers");

Console.WriteLine();
Console.WriteLine("The same weights, moved to SavedModels by 'typedmodels convert':");
using var convertedA = ConvertedA.Load();
using var convertedB = ConvertedB.Load();
bool converted = convertedA.Predict(input).Output.SequenceEqual(a) && convertedB.Predict(input).Output.SequenceEqual(b);
Show("model_a", convertedA.Predict(input).Output);
Show("model_b", convertedB.Predict(input).Output);
Console.WriteLine($"  the answers are the same: {(converted ? "yes" : "no")}");
return inTurn && wrong == 0 && converted ? 0 : 1;

static void Show(string name, Tensor<float> values) =>
    Console.WriteLine($"  {name} {string.Join(" ", values.Take((int)values.Lengths[1]).Select(value => FormattableString.Invariant($"{value,8:0.0000}")))}");
