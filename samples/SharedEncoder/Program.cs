using SharedEncoder;
using TypedModels;

float[,] input = { { 0.5f, -1, 0.25f, 2, -0.5f, 1 }, { 1, 0, -1, 0.5f, 0.25f, -2 } };

var encoder = Encoder.Load();
using var decoderA = DecoderA.Load(encoder);
using var decoderB = DecoderB.Load(encoder);
using var decoderC = DecoderC.Load(encoder);

Console.WriteLine($"One encoder, three decoders, on {encoder.Info.Engine}; the encoder's variables are in memory once.");
Show("code", encoder.Encode(input).Code);
var before = (A: decoderA.Decode(input).Output, B: decoderB.Decode(input).Output, C: decoderC.Decode(input).Output);
Show("decoder_a", before.A);
Show("decoder_b", before.B);
Show("decoder_c", before.C);

Console.WriteLine();
Console.WriteLine("decoder_b was trained further: its new weights come in while eight threads call it.");
var callers = new CallersOfDecoderB(decoderB, input, threads: 8);
callers.Start();
var report = decoderB.Restore("models/shared_encoder/decoder_b_finetuned.ckpt");
callers.Stop();
var after = decoderB.Decode(input).Output;
Console.WriteLine($"  restored {string.Join(", ", report.Restored)}");
Console.WriteLine($"  {callers.Count(before.B)} calls had the old answer, {callers.Count(after)} the new one, {callers.Others(before.B, after)} anything else");
Show("decoder_b", after);
Console.WriteLine($"  decoder_a answers as before: {Same(before.A, decoderA.Decode(input).Output)}, decoder_c too: {Same(before.C, decoderC.Decode(input).Output)}");

Console.WriteLine();
Console.WriteLine("What fits no decoder is refused, and changes nothing:");
try
{
    decoderB.Restore("models/shared_encoder/decoder_c.ckpt");
}
catch (ModelRestoreException exception)
{
    Console.WriteLine("  " + exception.Message.Replace(AppContext.BaseDirectory, "", StringComparison.Ordinal).Replace("\n", "\n  ", StringComparison.Ordinal));
}

encoder.Dispose();
Console.WriteLine();
Console.WriteLine($"The encoder is disposed; decoder_a still answers: {Same(before.A, decoderA.Decode(input).Output)}");
return callers.Others(before.B, after) == 0 ? 0 : 1;

static void Show(string name, System.Numerics.Tensors.Tensor<float> values) =>
    Console.WriteLine($"  {name,-10} {string.Join(" ", values.Take((int)values.Lengths[1]).Select(value => FormattableString.Invariant($"{value,8:0.0000}")))}");

static string Same(System.Numerics.Tensors.Tensor<float> left, System.Numerics.Tensors.Tensor<float> right) => left.SequenceEqual(right) ? "yes" : "no";
